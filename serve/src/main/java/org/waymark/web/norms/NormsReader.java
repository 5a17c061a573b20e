package org.waymark.web.norms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;

/// Asks the database which norms the run measured with.
final class NormsReader {
  private static final String GRADE_ORDER =
      "case grade_level when 'PK' then -1 when 'K' then 0 else grade_level::int end";

  private NormsReader() {}

  static NormsPage read(JdbcClient rows, Freshness fresh) {
    List<NormsPage.Edition> editions = rows.sql("""
            select edition, standard_type as kind, score_scale as scale, subject,
              case when count(distinct grade_level) = 1 then min(grade_level)
                else (array_agg(grade_level order by %s))[1] || ' to '
                  || (array_agg(grade_level order by %s desc))[1] end as grades,
              max(source_year) as year,
              case when bool_or(is_used) then 'this run' when standard_type = 'national_norm'
                then 'no: another edition is' else 'as target' end as used,
              max(source) as source, bool_or(is_demo) as is_demo
            from analytics.dim_standards
            group by edition, standard_type, score_scale, subject order by 1, 2, 4
            """.formatted(GRADE_ORDER, GRADE_ORDER))
        .query(Records.of(NormsPage.Edition.class))
        .list();
    List<NormsPage.Line> lines = lines(rows);
    var tables = new LinkedHashMap<String, List<NormsPage.Line>>();
    for (NormsPage.Line line : lines) {
      tables
          .computeIfAbsent(
              Words.plain(line.subject()) + " · " + line.edition(), t -> new ArrayList<>())
          .add(line);
    }
    return new NormsPage(
        title(editions),
        editions,
        gaps(rows),
        tables.entrySet().stream()
            .map(entry -> new NormsPage.Table(entry.getKey(), entry.getValue()))
            .toList(),
        editions.stream().anyMatch(NormsPage.Edition::isDemo),
        FigureNotes.read(rows),
        fresh.through());
  }

  static List<NormsPage.Line> lines(JdbcClient rows) {
    return rows.sql("""
            select edition, subject, grade_level, season, weeks_of_instruction as weeks,
              mean_score as mean, std_deviation as sd, percentile_25 as p25,
              percentile_50 as p50, percentile_75 as p75
            from analytics.dim_standards
            order by edition, subject, %s,
              case season when 'fall' then 1 when 'winter' then 2 else 3 end
            """.formatted(GRADE_ORDER))
        .query(Records.of(NormsPage.Line.class))
        .list();
  }

  private static String title(List<NormsPage.Edition> editions) {
    List<String> used = editions.stream()
        .filter(edition -> edition.used().equals("this run"))
        .map(NormsPage.Edition::edition)
        .distinct()
        .toList();
    if (editions.isEmpty()) {
      return "No norms are loaded, so nothing is compared with one";
    }
    return used.isEmpty()
        ? "No national norms are loaded, only targets"
        : "Scores are measured with " + String.join(" and ", used) + " in every year";
  }

  /// Where cohorts were left uncompared, in the words that the run gave.
  private static List<String> gaps(JdbcClient rows) {
    return rows.sql("""
            select norm_reason || ': ' || count(distinct cohort_id) || ' cohorts not compared'
            from analytics.fact_cohort_metrics
            where norm_reason is not null and cohort_type = 'grade-year'
              and school_year = (select max(school_year) from analytics.fact_cohort_metrics)
            group by norm_reason order by norm_reason
            """).query(String.class).list();
  }
}
