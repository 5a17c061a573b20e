package org.waymark.web.student;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.Words;
import org.waymark.web.chart.ScoreChart;

/// A student's scores: one picture per subject and scale, because scales do not mix.
final class ScoreReader {
  private ScoreReader() {}

  record Row(
      String platform,
      String subject,
      @Nullable String season,
      @Nullable String schoolYear,
      LocalDate testDate,
      @Nullable Double score,
      @Nullable Double standardError,
      @Nullable Integer percentileRank,
      @Nullable Integer growthPercentile,
      @Nullable Boolean isValid) {}

  static List<Profile.Subject> read(JdbcClient rows, long id) {
    List<Row> read = rows.sql("""
                select assessment_platform as platform, subject, season, school_year, test_date,
                       coalesce(rit_score, scaled_score)::double precision as score,
                       standard_error::double precision as standard_error,
                       percentile_rank::int as percentile_rank,
                       growth_percentile::int as growth_percentile, is_valid
                from analytics.fact_assessments
                where student_id = ? and test_date is not null order by subject, test_date
                """).param(id).query(Records.of(Row.class)).list();
    Map<String, List<Row>> grouped = new LinkedHashMap<>();
    for (Row row : read) {
      if (row.score() != null) {
        grouped
            .computeIfAbsent(row.subject() + "|" + row.platform(), key -> new ArrayList<>())
            .add(row);
      }
    }
    return grouped.values().stream().map(ScoreReader::subject).toList();
  }

  private static Profile.Subject subject(List<Row> rows) {
    String subject = Words.plain(rows.getFirst().subject());
    String platform = Words.platform(rows.getFirst().platform());
    List<Profile.Score> scores = rows.stream()
        .map(row -> new Profile.Score(
            row.testDate(),
            Words.or(row.schoolYear()),
            row.season(),
            row.score() == null ? 0 : row.score(),
            row.standardError(),
            row.percentileRank(),
            row.growthPercentile(),
            !Boolean.FALSE.equals(row.isValid())))
        .toList();
    return new Profile.Subject(
        subject,
        platform,
        ScoreChart.draw(
            subject + ", " + platform,
            scores.stream()
                .filter(Profile.Score::isValid)
                .map(s -> new ScoreChart.Sitting(
                    s.on(),
                    s.score(),
                    s.standardError(),
                    s.percentile(),
                    "%s: %s%s"
                        .formatted(
                            Words.date(s.on()),
                            Words.days(s.score()),
                            s.percentile() == null ? "" : ", percentile " + s.percentile())))
                .toList()),
        scores.reversed());
  }
}
