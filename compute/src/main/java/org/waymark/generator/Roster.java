package org.waymark.generator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.generator.Student.Stay;

/// Who is enrolled where, in every year.
///
/// The district is a set of seats, each moving up one grade a year. A seat's child may move
/// away and another arrive, so the size stays; a child may change schools, come late, or stay
/// in a grade for a second year.
final class Roster {
  private static final int GRADES = 13;
  private static final int GAPS = 4;
  private final DistrictPlan plan;
  private final Schools schools;
  private final List<SchoolCalendar> calendars;
  private final List<Student> students = new ArrayList<>();
  private final List<Student> returned = new ArrayList<>();
  private final int[][][] places;
  private final int[] firstChild = new int[16];

  Roster(DistrictPlan plan, Schools schools, List<SchoolCalendar> calendars) {
    this.plan = plan;
    this.schools = schools;
    this.calendars = calendars;
    places = new int[plan.years()][schools.count()][GRADES];
    int graduates = (int) Math.round((plan.years() - 1) * plan.students() / (double) GRADES);
    for (int seat = 0; seat < plan.students() + graduates; seat++) {
      fill(seat);
    }
  }

  List<Student> students() {
    return students;
  }

  /// Children who ever sat in a grade of a school in a year.
  int count(int year, int school, int grade) {
    return places[year][school][grade];
  }

  /// Children with a planted gap in their enrollment.
  List<Student> returned() {
    return returned;
  }

  /// Children there on the last day with data.
  int enrolled() {
    int year = plan.years() - 1;
    int day = calendars.get(year).reached - 1;
    return (int)
        students.stream().filter(student -> student.on(year, day) != null).count();
  }

  private int latestGrade(int seat) {
    return seat < plan.students()
        ? (5 * seat + 4) % GRADES
        : GRADES + (seat - plan.students()) % (plan.years() - 1);
  }

  private void fill(int seat) {
    Dice dice = new Dice(plan.seed(), Topic.SLOT, seat);
    int latest = latestGrade(seat);
    boolean isHeldBack = dice.chance(0.025);
    int repeats = dice.below(plan.years());
    boolean isFirst = true;
    Child child = null;
    for (int year = 0; year < plan.years(); year++) {
      int ahead = plan.years() - 1 - year;
      int grade =
          latest - ahead + (isHeldBack && year <= repeats && repeats < plan.years() - 1 ? 1 : 0);
      double change = dice.uniform();
      int day = dice.between(15, 150);
      int reached = calendars.get(year).reached;
      if (grade < 0 || grade >= GRADES || reached == 0) {
        continue;
      }
      int kindergarten = calendars.get(year).springYear - grade;
      if (child == null || change < 0.045) {
        child = finish(child, seat, kindergarten, isFirst, isHeldBack);
        isFirst = false;
      }
      String entry = child.stays.isEmpty() ? year == 0 || grade == 0 ? "E1" : "E2" : "E1";
      int last = SchoolCalendar.DAYS - 1;
      if (change > 0.975) {
        child.stay(year, grade, 0, day, entry, "W2");
        child = finish(child, seat, kindergarten, false, false);
        child.stay(year, grade, Math.min(last - 5, day + dice.between(1, 20)), last, "E2", "");
      } else if (change > 0.955) {
        child.move(year, grade, day, entry, dice.below(schools.zones()));
      } else if (change > 0.948 && hasGap(year, day)) {
        child.stay(year, grade, 0, day, entry, "W2");
        child.stay(year, grade, day + 25, last, "E2", "");
        returned.add(child.student);
      } else {
        int first = change > 0.94 && !child.stays.isEmpty() ? dice.between(3, 14) : 0;
        child.stay(year, grade, first, last, entry, "");
      }
    }
    finish(child, seat, 0, false, false);
  }

  /// Children who leave and come back within a year are a planted defect, not chance.
  private boolean hasGap(int year, int day) {
    return plan.defects() != Defects.NONE
        && returned.size() < GAPS
        && year == plan.years() - 1
        && day + 30 < calendars.get(year).reached;
  }

  /// Puts a child away when there is anything to tell, and seats the next.
  private Child finish(
      @Nullable Child child, int seat, int kindergarten, boolean isFirst, boolean held) {
    if (child != null && !child.stays.isEmpty()) {
      child.student.stays = child.stays.toArray(Stay[]::new);
      students.add(child.student);
    }
    int index = students.size();
    long family = isFirst ? family(seat) : (1L << 40) + index;
    Household home = Household.of(plan.seed(), family, schools.zones());
    long nameKey = index;
    if (isFirst) {
      firstChild[seat & 15] = index;
      if (seat % 997 == 40 && seat < plan.students()) {
        nameKey = firstChild[(seat - 7) & 15];
        home = home.named(
            (1L << 41) + index, Household.of(plan.seed(), family(seat - 7), 1).lastName());
      }
    }
    return new Child(new Student(plan.seed(), index, home, nameKey, kindergarten, held));
  }

  /// Two or four neighbouring seats may hold one family; their grades differ by five or more.
  private long family(int seat) {
    if (new Dice(plan.seed(), Topic.HOUSEHOLD, seat >> 2, 1, 4).chance(0.12)) {
      return ((long) (seat >> 2) << 3) + 4;
    }
    return new Dice(plan.seed(), Topic.HOUSEHOLD, seat >> 1, 1, 2).chance(0.42)
        ? ((long) (seat >> 1) << 2) + 2
        : ((long) seat << 1) + 1;
  }

  /// A child being seated.
  private final class Child {
    final Student student;
    final List<Stay> stays = new ArrayList<>();
    int zone;

    Child(Student student) {
      this.student = student;
      zone = student.zone;
    }

    void move(int year, int grade, int day, String entry, int newZone) {
      if (schools.of(zone, grade) == schools.of(newZone, grade)) {
        stay(year, grade, 0, SchoolCalendar.DAYS - 1, entry, "");
      } else {
        stay(year, grade, 0, day, entry, "W3");
        zone = newZone;
        stay(year, grade, day + 1, SchoolCalendar.DAYS - 1, "E3", "");
      }
    }

    /// Nobody knows yet what happens after the last day with data.
    void stay(int year, int grade, int first, int last, String entry, String exit) {
      int reached = calendars.get(year).reached;
      if (first >= reached) {
        return;
      }
      boolean isOver = last < reached;
      boolean isOpen = !isOver;
      String code = isOpen ? "" : !exit.isEmpty() ? exit : grade == 12 ? "G" : "W1";
      int school = schools.of(zone, grade);
      int place = places[year][school][grade]++;
      stays.add(new Stay(
          year, school, grade, first, Math.min(last, reached - 1), place, entry, code, isOpen));
    }
  }
}
