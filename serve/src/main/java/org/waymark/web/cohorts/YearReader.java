package org.waymark.web.cohorts;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;
import org.waymark.web.chart.SlopeChart;
import org.waymark.web.figures.FigureNotes;

/// Asks the database how cohorts stand against last year's.
final class YearReader {
  private static final int LISTED = 400;
  private static final int DRAWN = 24;

  private YearReader() {}

  static YearPage read(JdbcClient rows, Freshness fresh, CohortFilter asked) {
    return Recall.of(rows, YearPage.class, "years", asked, () -> ask(rows, fresh, asked));
  }

  private static YearPage ask(JdbcClient rows, Freshness fresh, CohortFilter asked) {
    CohortFilter whole = asked.type().equals("teacher")
        ? new CohortFilter(
            asked.year(),
            asked.season(),
            asked.subject(),
            "grade-year",
            asked.school(),
            asked.grade())
        : asked;
    CohortScope scope = CohortScope.read(rows, whole);
    FigureNotes notes = FigureNotes.read(rows);
    if (!scope.hasRows()) {
      return new YearPage(
          "No cohort to show",
          "",
          scope,
          List.of(),
          List.of(),
          null,
          "",
          "",
          false,
          notes,
          fresh.through());
    }
    List<YearLine> lines = lines(rows, scope, LISTED + 1);
    boolean overNorm = lines.stream().anyMatch(line -> line.overNorm() != null);
    return new YearPage(
        title(lines, scope),
        scope.sentence(),
        scope,
        lines.stream().limit(LISTED).toList(),
        Omission.read(rows, scope, List.of("cohort", "comparison")),
        picture(lines, scope, overNorm),
        overNorm
            ? "Points above or below the norm's mean, same norms in both years."
            : "Mean score.",
        lastYear(scope),
        lines.size() > LISTED,
        notes,
        fresh.through());
  }

  static List<YearLine> lines(JdbcClient rows, CohortScope scope, int most) {
    return scope
        .bind(rows.sql("""
            select c.cohort_name as name, s.school_name as school, c.grade_level, now.platform,
              now.student_count as students, before.student_count as students_before,
              now.mean_score as mean, before.mean_score as mean_before,
              now.diff_from_norm_mean as over_norm, before.diff_from_norm_mean as over_norm_before,
              x.mean_diff as difference, x.difference_low as low, x.difference_high as high,
              x.effect_size as effect, x.p_value as p, x.p_adjusted as adjusted,
              x.is_decline_alert, x.is_percentile_alert, x.percentile_change, x.percentile_reason
            from analytics.fact_cohort_comparisons x
            join analytics.dim_cohorts c on c.tenant_id = x.tenant_id and c.cohort_id = x.cohort_a_id
            join analytics.fact_cohort_metrics now on now.tenant_id = x.tenant_id
              and now.cohort_id = x.cohort_a_id and now.subject = x.subject and now.season = x.season
            join analytics.fact_cohort_metrics before on before.tenant_id = x.tenant_id
              and before.cohort_id = x.cohort_b_id and before.subject = x.subject
              and before.season = x.season
            left join analytics.dim_schools s
              on s.tenant_id = c.tenant_id and s.school_id = c.school_id
            where x.season = :season and x.subject = :subject and %s
            order by x.p_adjusted, abs(x.effect_size) desc, 1
            limit %d
            """.formatted(CohortScope.FITS, most)))
        .query(Records.of(YearLine.class))
        .list()
        .stream()
        .map(line -> named(line, scope))
        .toList();
  }

  private static YearLine named(YearLine l, CohortScope scope) {
    String name = scope.brief(l.name(), l.school());
    return new YearLine(
        name,
        l.school(),
        l.gradeLevel(),
        l.platform(),
        l.students(),
        l.studentsBefore(),
        l.mean(),
        l.meanBefore(),
        l.overNorm(),
        l.overNormBefore(),
        l.difference(),
        l.low(),
        l.high(),
        l.effect(),
        l.p(),
        l.adjusted(),
        l.isDeclineAlert(),
        l.isPercentileAlert(),
        l.percentileChange(),
        l.percentileReason());
  }

  private static String title(List<YearLine> lines, CohortScope scope) {
    String subject = Words.plain(scope.filter().subject());
    String groups = scope.filter().type().equals("grade-year") ? "grades" : "groups";
    if (lines.isEmpty()) {
      return subject + " can't be compared with last year for these students";
    }
    long better = count(lines, YearLine.Direction.BETTER);
    long worse = count(lines, YearLine.Direction.WORSE);
    if (better == 0 && worse == 0) {
      return "%s: no change from last year that chance could not make, in any of %d %s"
          .formatted(subject, lines.size(), groups);
    }
    return "%s fell in %d and rose in %d of %d %s against last year"
        .formatted(subject, worse, better, lines.size(), groups);
  }

  private static long count(List<YearLine> lines, YearLine.Direction direction) {
    return lines.stream().filter(line -> line.direction() == direction).count();
  }

  private static @Nullable Picture picture(
      List<YearLine> lines, CohortScope scope, boolean overNorm) {
    String platform = lines.isEmpty() ? "" : lines.getFirst().platform();
    List<SlopeChart.Slope> slopes = lines.stream()
        .filter(line -> overNorm
            ? line.overNorm() != null && line.overNormBefore() != null
            : line.platform().equals(platform))
        .sorted(Comparator.comparingDouble(YearLine::adjusted))
        .limit(DRAWN)
        .map(line -> new SlopeChart.Slope(
            line.name(),
            overNorm ? Objects.requireNonNullElse(line.overNormBefore(), 0.0) : line.meanBefore(),
            overNorm ? Objects.requireNonNullElse(line.overNorm(), 0.0) : line.mean(),
            line.direction().css(),
            line.direction().words()))
        .toList();
    return slopes.isEmpty()
        ? null
        : SlopeChart.draw(
            Words.plain(scope.filter().subject()) + ", last year and this year",
            slopes,
            lastYear(scope),
            scope.filter().year().replace("-20", "–"));
  }

  private static String lastYear(CohortScope scope) {
    int spring = Integer.parseInt(scope.filter().year().substring(5));
    return Words.schoolYear(spring - 1);
  }
}
