package org.waymark.generator;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.waymark.generator.Student.Stay;

/// One child's school year, a code for each school day, and the incidents behind suspensions.
/// Reused from child to child.
final class AttendanceSheet {
  static final byte AWAY = 0;
  static final byte PRESENT = 1;
  static final byte EXCUSED = 2;
  static final byte UNEXCUSED = 3;
  static final byte TARDY = 4;
  static final byte SUSPENDED_OUT = 5;
  static final byte SUSPENDED_IN = 6;
  static final byte HALF_EXCUSED = 7;
  static final byte HALF_UNEXCUSED = 8;
  static final String[] CODES = {"", "P", "AE", "AU", "T", "OSS", "ISS", "AE5", "AU5"};
  private static final double[] SPELLS = {0.62, 0.19, 0.11, 0.05, 0.03};
  private static final String[] TYPES = {
    "Disruption",
    "Defiance",
    "Fighting",
    "Truancy",
    "Inappropriate Language",
    "Technology Misuse",
    "Bullying"
  };
  private static final double[] TYPE_SHARES = {0.34, 0.2, 0.12, 0.1, 0.1, 0.09, 0.05};

  /// @param days days assigned; those inside the data stand in the attendance file
  record Incident(int day, String type, String action, int days) {}

  final byte[] codes = new byte[SchoolCalendar.DAYS];
  final List<Incident> incidents = new ArrayList<>();
  private final District district;
  private final int[] open = new int[SchoolCalendar.SEMESTER];
  private int count;
  private boolean isFirstHalf;

  AttendanceSheet(District district) {
    this.district = district;
  }

  /// @return false when the child was not enrolled in the year
  boolean fill(Trajectory trajectory, int year) {
    Arrays.fill(codes, AWAY);
    incidents.clear();
    boolean isThere = false;
    for (Stay stay : trajectory.student.stays) {
      if (stay.year() == year) {
        Arrays.fill(codes, stay.first(), stay.last() + 1, PRESENT);
        isThere = true;
      }
    }
    if (isThere) {
      for (int term = 0; term < Trajectory.TERMS; term++) {
        fill(trajectory, year, term);
      }
    }
    return isThere;
  }

  /// Days enrolled in the term that was filled last, or of one filled before.
  int enrolled(int term) {
    int days = 0;
    for (int day = SchoolCalendar.termStart(term); day < SchoolCalendar.termEnd(term); day++) {
      days += codes[day] == AWAY ? 0 : 1;
    }
    return days;
  }

  int absentHalfDays(int term) {
    int halves = 0;
    for (int day = SchoolCalendar.termStart(term); day < SchoolCalendar.termEnd(term); day++) {
      halves += switch (codes[day]) {
        case EXCUSED, UNEXCUSED, SUSPENDED_OUT -> 2;
        case HALF_EXCUSED, HALF_UNEXCUSED -> 1;
        default -> 0;
      };
    }
    return halves;
  }

  private void fill(Trajectory trajectory, int year, int term) {
    count = 0;
    Stay last = null;
    for (int day = SchoolCalendar.termStart(term); day < SchoolCalendar.termEnd(term); day++) {
      if (codes[day] != AWAY) {
        open[count++] = day;
      }
    }
    for (Stay stay : trajectory.student.stays) {
      if (stay.year() == year && count > 0 && stay.first() <= open[count - 1]) {
        last = stay;
      }
    }
    if (count == 0 || last == null) {
      return;
    }
    Dice dice = new Dice(district.seed(), Topic.SHEET, trajectory.student.index, year, term);
    int halves = trajectory.absentHalfDays(year, term, last, count);
    isFirstHalf = term == 0;
    halves -= 2 * conduct(trajectory, dice, year, term, last.grade(), halves / 2);
    double truancy =
        Math.clamp(0.36 - 0.14 * trajectory.engagement + 0.012 * (last.grade() - 6), 0.08, 0.9);
    int singles = halves % 2 + 2 * (int) (halves / 2 * 0.12 * dice.uniform());
    for (int days = (halves - singles) / 2; days > 0; ) {
      int spell = Math.min(days, 1 + dice.pick(SPELLS));
      byte code = dice.chance(spell > 1 ? truancy * 0.5 : truancy) ? UNEXCUSED : EXCUSED;
      days -= place(dice, year, spell, code);
    }
    for (; singles > 0; singles--) {
      place(dice, year, 1, dice.chance(truancy) ? HALF_UNEXCUSED : HALF_EXCUSED);
    }
    int tardies =
        dice.poisson(Math.min(20, count * 0.022 * StrictMath.exp(-0.5 * trajectory.engagement)));
    for (int i = 0; i < tardies; i++) {
      int day = open[dice.below(count)];
      if (codes[day] == PRESENT) {
        codes[day] = TARDY;
      }
    }
  }

  /// Draws incidents; suspensions out of school use up some of the term's absent days.
  ///
  /// @return days suspended out of school
  private int conduct(
      Trajectory trajectory, Dice dice, int year, int term, int grade, int absentDays) {
    double mean = trajectory.incidents(year, term, grade) * count / SchoolCalendar.SEMESTER;
    int number = dice.poisson(mean);
    int suspended = 0;
    for (int i = 0; i < number; i++) {
      int at = dice.below(count);
      String type = TYPES[dice.pick(TYPE_SHARES)];
      boolean isGrave = type.equals("Fighting") || type.equals("Bullying");
      double action = dice.uniform() * (isGrave ? 1.0 : 1.25);
      int asked = grade <= 2 ? 1 : dice.between(1, isGrave ? 5 : 3);
      int given = 0;
      byte code = PRESENT;
      if (action < 0.16) {
        code = SUSPENDED_OUT;
        given = suspend(at + 1, Math.min(asked, absentDays - suspended), code);
        suspended += given;
      } else if (action < 0.30) {
        code = SUSPENDED_IN;
        given = suspend(at + 1, Math.min(asked, 2), code);
      }
      String answer = given > 0
          ? code == SUSPENDED_OUT ? "Out-of-School Suspension" : "In-School Suspension"
          : action < 0.55 ? "Detention" : action < 1.2 ? "Referral" : "None";
      incidents.add(new Incident(open[at], type, answer, given));
    }
    return suspended;
  }

  private int suspend(int from, int days, byte code) {
    int given = 0;
    while (given < days && from + given < count && codes[open[from + given]] == PRESENT) {
      codes[open[from + given]] = code;
      given++;
    }
    return given;
  }

  /// Finds room for a spell: Mondays, Fridays and winter are likelier.
  ///
  /// @return days placed; the whole spell when no room is left, so that nobody waits for it
  private int place(Dice dice, int year, int spell, byte code) {
    for (int attempt = 0; attempt < 40; attempt++) {
      int at = dice.below(count);
      if (codes[open[at]] == PRESENT && dice.uniform() * 1.8 < weight(year, open[at])) {
        return suspend(at, spell, code);
      }
    }
    for (int at = 0; at < count; at++) {
      if (codes[open[at]] == PRESENT) {
        return suspend(at, 1, code);
      }
    }
    return spell;
  }

  private double weight(int year, int day) {
    DayOfWeek weekday = district.day(year, day).getDayOfWeek();
    boolean isEdge = weekday == DayOfWeek.MONDAY || weekday == DayOfWeek.FRIDAY;
    double winter = isFirstHalf ? 0.5 * day / SchoolCalendar.SEMESTER : day < 130 ? 0.45 : 0.1;
    return (isEdge ? 1.3 : 0.9) * (0.9 + winter);
  }
}
