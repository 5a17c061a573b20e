package org.waymark.nightly;

import java.time.LocalDate;
import java.util.List;
import org.waymark.engine.SqlEngine;

/// The day up to which the data count: the newest day that the files speak of, never simply
/// today.
final class AsOf {

  /// Asked in turn; attendance comes in every day, so it says most.
  private static final List<String> QUESTIONS = List.of(
      "select max(attended_on) from sources.attendance where attended_on <= ",
      "select max(d) from (select max(tested_on) as d from sources.assessment_result where tested_on <= $today"
          + " union all select max(posted_on) from sources.course_grade where posted_on <= $today"
          + " union all select max(occurred_on) from sources.incident where occurred_on <= $today) as days where d <= ",
      "select min(d) from (select max(ends_on) as d from sources.academic_session) as sessions where d <= ");

  private AsOf() {}

  static LocalDate find(SqlEngine snapshot, LocalDate today) {
    String literal = "cast('" + today + "' as date)";
    for (String question : QUESTIONS) {
      Object day = snapshot
          .query(question.replace("$today", literal) + literal)
          .rows()
          .getFirst()
          .getFirst();
      if (day instanceof LocalDate on) {
        return on;
      }
    }
    return today;
  }

  /// The spring year of the school year that holds the day: the year turns on July 1.
  static int schoolYear(LocalDate day) {
    return day.getMonthValue() >= 7 ? day.getYear() + 1 : day.getYear();
  }
}
