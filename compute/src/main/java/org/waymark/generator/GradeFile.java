package org.waymark.generator;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.generator.Student.Stay;

/// Course marks: semesters for all; quarters, not final, where a semester is under way and,
/// in secondary grades, for the first quarter of the latest year.
final class GradeFile {
  /// School days of a term a child must have been there for to get marks.
  private static final int FEWEST_DAYS = 30;

  private final District district;

  GradeFile(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    workspace.file(
        "sis/course_grades.csv",
        List.of(
            "StudentNumber",
            "SchoolCode",
            "SectionID",
            "CourseCode",
            "CourseName",
            "SchoolYear",
            "Term",
            "LetterGrade",
            "PercentGrade",
            "CreditAttempted",
            "CreditEarned",
            "IsFinal",
            "DatePosted"),
        this::rows);
  }

  private void rows(Table table) throws IOException {
    for (Student student : district.roster.students()) {
      Trajectory trajectory = new Trajectory(district, student);
      for (int year = student.stays[0].year(); year <= student.lastStay().year(); year++) {
        for (int term = 0; term < Trajectory.TERMS; term++) {
          progress(table, trajectory, year, term);
          finals(table, trajectory, year, term);
        }
      }
    }
  }

  /// The school that gives a child's marks for a term, if any does.
  static @Nullable Stay marking(Student student, int year, int term) {
    Stay stay = student.on(year, SchoolCalendar.termEnd(term) - 1);
    int first = SchoolCalendar.termEnd(term);
    for (Stay each : student.stays) {
      if (stay != null && each.year() == year) {
        first = Math.min(first, each.first());
      }
    }
    return SchoolCalendar.termEnd(term) - first >= FEWEST_DAYS ? stay : null;
  }

  private void finals(Table table, Trajectory trajectory, int year, int term) throws IOException {
    SchoolCalendar calendar = district.calendar(year);
    Stay stay = calendar.isTermFinished(term) ? marking(trajectory.student, year, term) : null;
    if (stay == null) {
      return;
    }
    for (int course = 0; course < Course.of(stay.grade()).size(); course++) {
      int percent = trajectory.percent(year, term, stay, course);
      row(
          table,
          trajectory.student,
          stay,
          course,
          "S" + (term + 1),
          percent,
          SchoolCalendar.termEnd(term) - 1,
          true);
    }
  }

  private void progress(Table table, Trajectory trajectory, int year, int term) throws IOException {
    SchoolCalendar calendar = district.calendar(year);
    int quarter = 2 * term;
    int day = (quarter + 1) * SchoolCalendar.QUARTER - 1;
    Stay stay = trajectory.student.on(year, day);
    if (year != district.latest() || !calendar.isQuarterFinished(quarter) || stay == null) {
      return;
    }
    boolean isUnderWay = !calendar.isTermFinished(term);
    if (stay.first() > day - 15 || !(isUnderWay || stay.grade() > 5)) {
      return;
    }
    for (int course = 0; course < Course.of(stay.grade()).size(); course++) {
      int percent = trajectory.progress(year, term, stay, course);
      row(table, trajectory.student, stay, course, "Q" + (quarter + 1), percent, day, false);
    }
  }

  private void row(
      Table table,
      Student student,
      Stay stay,
      int course,
      String term,
      int percent,
      int day,
      boolean isFinal)
      throws IOException {
    Course taken = Course.of(stay.grade()).get(course);
    boolean isElementary = stay.grade() <= 5;
    boolean hasCredit = isFinal && stay.grade() >= 6;
    String letter = Course.letter(percent);
    table
        .cells(
            student.number(),
            district.schools.get(stay.school()).code(),
            district.sections.id(stay, course))
        .cells(
            taken.code(stay.grade()),
            taken.title(stay.grade()),
            district.calendar(stay.year()).label(),
            term)
        .cells(letter, isElementary ? "" : Integer.toString(percent))
        .cells(
            hasCredit ? "0.5" : "",
            !hasCredit ? "" : letter.equals("F") ? "0.0" : "0.5",
            isFinal ? "Y" : "N")
        .cell(district.day(stay.year(), day))
        .end();
  }
}
