package org.waymark.alerts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.Row;
import org.waymark.engine.SqlEngine;

/// Reads from a finished snapshot all that would be news if it had not held before.
final class NewsReader {

  /// High Risk is the tier of the indicators, not the chance that a model gives: it moves by what
  /// a student does, not by which model is in charge.
  private static final String HIGH_RISK = """
      with homeroom as (
        select section_student.student_key, string_agg(distinct section_staff.staff_key::varchar, ',') as staff
        from warehouse.section_student
        join warehouse.section on section.section_key = section_student.section_key and section.section_type = 'homeroom'
        join warehouse.section_staff on section_staff.section_key = section.section_key and section_staff.is_current
        where section_student.is_current
        group by 1)
      select indicator.student_key, indicator.school_key, homeroom.staff,
             case when indicator.attendance_flag in ('red', 'yellow') then indicator.attendance_reason end,
             case when indicator.grades_flag in ('red', 'yellow') then indicator.grades_reason end,
             case when indicator.assessment_flag in ('red', 'yellow') then indicator.assessment_reason end,
             case when indicator.behavior_flag in ('red', 'yellow') then indicator.behavior_reason end
      from risk.indicator
      left join homeroom on homeroom.student_key = indicator.student_key
      where indicator.tier = 'high'
      """;

  /// Below the line with enough days to be counted, of students enrolled today.
  private static final String ATTENDANCE = """
      select indicator.student_key, indicator.school_key, indicator.attendance_rate,
             indicator.attendance_reason
      from risk.indicator
      where indicator.attendance_flag <> 'unknown' and indicator.attendance_rate < %s
      """;

  /// The newest word on each course and term of this school year: a final mark before one in
  /// progress. A mark in progress that fails and then stands as final is one piece of news.
  private static final String FAILING_GRADE = """
      with newest as (
        select course_mark.*, row_number() over (
                 partition by student_key, course_code, term
                 order by is_final desc, posted_on desc nulls last, mark) as nth
        from grading.course_mark cross join engine.run
        where course_mark.school_year = run.school_year),
      teacher as (
        select section_key, string_agg(distinct staff_key::varchar, ',') as staff
        from warehouse.section_staff where is_current group by 1)
      select newest.student_key, indicator.school_key, newest.course_code, newest.course_title, newest.term, newest.mark,
             teacher.staff, course.subject
      from newest
      join risk.indicator on indicator.student_key = newest.student_key
      left join teacher on teacher.section_key = newest.section_key
      left join (select course_code, max(subject) as subject from warehouse.course group by 1) as course
        on course.course_code = newest.course_code
      where newest.nth = 1 and not newest.is_passing
      """;

  /// Whole grades of a school and of the district, this school year, as the findings say it.
  private static final String COHORT_DECLINE = """
      select comparison.comparison_key, cohort.school_key, comparison.narrative, comparison.subject
      from cohorts.comparison
      cross join engine.run
      join cohorts.cohort on cohort.cohort_key = comparison.cohort_key
      where cohort.cohort_type = 'grade-year' and comparison.reason is null and comparison.is_decline_alert
        and comparison.school_year = run.school_year
      """;

  private final SqlEngine snapshot;
  private final List<News> news = new ArrayList<>();

  private NewsReader(SqlEngine snapshot) {
    this.snapshot = snapshot;
  }

  static List<News> read(SqlEngine snapshot, double attendanceBelow) {
    var reader = new NewsReader(snapshot);
    reader.highRisk();
    reader.attendance(attendanceBelow);
    reader.failingGrades();
    reader.declines();
    return List.copyOf(reader.news);
  }

  private void highRisk() {
    snapshot.scan(HIGH_RISK, row -> {
      var lines = new ArrayList<String>();
      for (int column = 3; column <= 6; column++) {
        if (!row.isNull(column)) {
          lines.add(row.text(column));
        }
      }
      add(
          NewsKind.HIGH_RISK,
          String.valueOf(row.whole(0)),
          row,
          staff(row.textOrNull(2)),
          "",
          lines);
    });
  }

  private void attendance(double below) {
    snapshot.scan(
        ATTENDANCE.formatted(below),
        row -> add(
            NewsKind.ATTENDANCE,
            String.valueOf(row.whole(0)),
            row,
            List.of(),
            "",
            List.of(
                String.format(
                    Locale.ROOT,
                    "Present on %.1f %% of school days, below %s %%",
                    row.number(2) * 100,
                    plain(below * 100)),
                row.text(3))));
  }

  private void failingGrades() {
    snapshot.scan(FAILING_GRADE, row -> {
      String course = row.isNull(3) ? row.text(2) : row.text(3);
      String term = row.text(4);
      add(
          NewsKind.FAILING_GRADE,
          shortened(row.whole(0) + " " + row.text(2) + " " + term),
          row,
          staff(row.textOrNull(6)),
          row.text(7),
          List.of(course + (term.isEmpty() ? "" : ", " + term) + ": " + row.text(5)));
    });
  }

  private void declines() {
    snapshot.scan(
        COHORT_DECLINE,
        row -> news.add(new News(
            NewsKind.COHORT_DECLINE,
            String.valueOf(row.whole(0)),
            null,
            row.wholeOrNull(1),
            List.of(),
            row.text(3),
            List.of(row.text(2)))));
  }

  private void add(
      NewsKind kind, String subject, Row row, List<Long> staff, String area, List<String> lines) {
    news.add(new News(kind, subject, row.whole(0), row.wholeOrNull(1), staff, area, lines));
  }

  private static List<Long> staff(@Nullable String keys) {
    return keys == null || keys.isEmpty()
        ? List.of()
        : Arrays.stream(keys.split(",", -1)).map(Long::valueOf).toList();
  }

  static String shortened(String subject) {
    return subject.length() <= 200 ? subject : subject.substring(0, 200);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
