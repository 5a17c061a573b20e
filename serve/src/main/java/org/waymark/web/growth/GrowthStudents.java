package org.waymark.web.growth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.Words;
import org.waymark.web.growth.GrowthPage.Student;
import org.waymark.web.growth.GrowthPage.Without;

/// The students of the growth page: those whom the person may see.
final class GrowthStudents {

  private static final int MOST = 500;

  private static final Map<String, String> REASONS = Map.ofEntries(
      Map.entry("no_prior_score", "no valid score in the year before"),
      Map.entry("prior_score_invalidated", "the score of the year before was invalidated"),
      Map.entry("prior_score_duplicated", "two valid scores in the year before"),
      Map.entry("repeated_grade", "in the same grade the year before"),
      Map.entry("other_grade", "not in the grade below the year before"),
      Map.entry("score_invalidated", "the score was invalidated"),
      Map.entry("score_missing", "no score that is a number"),
      Map.entry("score_duplicated", "two valid scores this year"),
      Map.entry("grade_without_order", "the grade is unknown"),
      Map.entry("too_few_peers", "too few students with the same score history (fewer than 250)"),
      Map.entry("too_few_distinct_scores", "too few distinct scores to tell students apart"),
      Map.entry("constant_score", "all students of the group have the same score"),
      Map.entry("no_fit", "the fit of this group did not end"));

  private static final Map<String, String> NOT_ENOUGH = Map.of(
      "no_proficiency_cut", "unknown: no proficiency cut loaded",
      "no_fit", "unknown: no group of the next grade to learn from",
      "beyond_reach", "more than 99, within three years");

  /// The conditions that are asked for and no others, so that an index answers.
  private static String who(GrowthFilter filter) {
    return """
        from analytics.fact_student_growth g
        where g.school_year = :year and g.subject = :subject and g.assessment_platform = :platform
        """
        + (filter.school() == null ? "" : " and g.school_id = :school")
        + (filter.grade().isEmpty() ? "" : " and g.grade_level = :grade");
  }

  private GrowthStudents() {}

  static List<Student> read(JdbcClient rows, String year, GrowthFilter filter) {
    return asked(rows.sql("""
                with g as (select g.* %1$s order by g.sgp nulls last fetch first %2$d rows with ties)
                select g.*, s.first_name, s.last_name, p.direction, p.adequate_percentile, p.is_on_track,
                       p.reason as not_enough
                from g
                join analytics.dim_students s using (student_id)
                left join analytics.fact_growth_projections p
                  on p.student_id = g.student_id and p.assessment_id = g.assessment_id
                order by g.sgp nulls last, s.last_name, s.first_name, g.student_id limit %2$d
                """.formatted(who(filter), MOST)), year, filter)
        .query((row, at) -> {
          Long sgp = whole(row, "sgp");
          String level = row.getString("growth_level");
          String reason = row.getString("reason");
          return new Student(
              row.getLong("student_id"),
              row.getString("last_name") + ", " + row.getString("first_name"),
              row.getString("grade_level"),
              row.getObject("score", Double.class),
              sgp,
              row.getObject("standard_error", Double.class),
              sgp == null ? "unknown: " + words(reason) : level + " growth",
              enough(
                  row.getString("direction"),
                  whole(row, "adequate_percentile"),
                  row.getObject("is_on_track", Boolean.class),
                  row.getString("not_enough")));
        })
        .list();
  }

  static long count(JdbcClient rows, String year, GrowthFilter filter) {
    return asked(rows.sql("select count(*) " + who(filter)), year, filter)
        .query(Long.class)
        .single();
  }

  static List<Without> without(JdbcClient rows, String year, GrowthFilter filter) {
    return asked(
            rows.sql("select reason, count(*) " + who(filter)
                + " and g.reason is not null group by reason order by count(*) desc, reason"),
            year,
            filter)
        .query((row, at) -> new Without(words(row.getString(1)), row.getLong(2)))
        .list();
  }

  private static JdbcClient.StatementSpec asked(
      JdbcClient.StatementSpec question, String year, GrowthFilter filter) {
    return question
        .param("year", year)
        .param("subject", filter.subject())
        .param("platform", filter.platform())
        .param("school", filter.school(), java.sql.Types.BIGINT)
        .param("grade", filter.grade());
  }

  /// A whole number of any width, or null.
  static @Nullable Long whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static String words(@Nullable String reason) {
    return reason == null ? Words.UNKNOWN : REASONS.getOrDefault(reason, Words.plain(reason));
  }

  private static String enough(
      @Nullable String direction,
      @Nullable Long percentile,
      @Nullable Boolean isOnTrack,
      @Nullable String notEnough) {
    if (percentile == null) {
      return NOT_ENOUGH.getOrDefault(String.valueOf(notEnough), Words.UNKNOWN);
    }
    String needed =
        (String.valueOf(direction).equals("keep_up") ? "keeps up with " : "catches up with ")
            + percentile;
    return isOnTrack == null ? needed : needed + (isOnTrack ? ", on track" : ", not on track");
  }
}
