package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The five dashboard queries of the cohort guide run unchanged, with their optional filters
/// left out and filled in. The guide itself is no part of the project.
class GuideQueriesTest {

  private static final Pattern QUERY = Pattern.compile(
      "-- DASHBOARD (\\d):[^\\n]*\\n(?:--[^\\n]*\\n)*(SELECT\\n.*?);", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("\\[\\[(.*?)\\{\\{(\\w+)}}(.*?)]]");

  @Test
  void every_dashboard_query_of_the_guide_gives_rows() throws Exception {
    Path guide = Path.of(System.getProperty("waymark.home", ".."))
        .resolve("../shared/seeds/cohort-benchmarking-guide.txt");
    assumeTrue(Files.exists(guide), "the cohort guide is not beside the project");
    MapleValley district = MapleValley.open();
    List<String> queries = queries(Files.readString(guide));
    assertThat(queries).hasSize(5);
    for (int i = 0; i < queries.size(); i++) {
      String query = queries.get(i);
      String bare = OPTION.matcher(query).replaceAll("");
      assertThat(rows(district, bare)).as("dashboard " + (i + 1)).isPositive();
      assertThat(rows(district, filled(query, values(district, i))))
          .as("dashboard " + (i + 1) + " with its filters")
          .isPositive();
    }
  }

  private static List<String> queries(String guide) {
    var queries = new ArrayList<String>();
    Matcher matcher = QUERY.matcher(guide);
    while (matcher.find()) {
      queries.add(matcher.group(2));
    }
    return queries;
  }

  private static String filled(String query, Map<String, String> values) {
    return OPTION
        .matcher(query)
        .replaceAll(option -> Matcher.quoteReplacement(option.group(1)
            + "'"
            + values.getOrDefault(option.group(2), "").replace("'", "''")
            + "'"
            + option.group(3)));
  }

  /// Values that some row has, as a person would pick them from a list.
  private static Map<String, String> values(MapleValley district, int query) throws Exception {
    String one = switch (query) {
      case 0 ->
        "select school_year, grade_level, subject, school_name, '' from analytics.mv_cohort_vs_standards limit 1";
      case 1 ->
        "select current_year, grade_level, subject, '', '' from analytics.mv_yoy_comparison where grade_level is not null limit 1";
      case 4 ->
        "select school_year, '', '', '', severity from analytics.fact_insights where is_active limit 1";
      default ->
        "select c.school_year, c.grade_level, m.subject, '', '' from analytics.fact_cohort_metrics m join analytics.dim_cohorts c using (tenant_id, cohort_id) where c.cohort_type = '"
            + (query == 2 ? "demographic" : "grade-year")
            + "' limit 1";
    };
    try (Connection owner = district.database.open();
        var statement = owner.createStatement();
        var row = statement.executeQuery(one)) {
      assertThat(row.next()).as(one).isTrue();
      return Map.of(
          "school_year", row.getString(1),
          "grade_level", row.getString(2),
          "subject", row.getString(3),
          "school", row.getString(4),
          "severity", row.getString(5));
    }
  }

  private static int rows(MapleValley district, String query) throws Exception {
    try (Connection owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(query)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }
}
