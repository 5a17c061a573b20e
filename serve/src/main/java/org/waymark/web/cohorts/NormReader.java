package org.waymark.web.cohorts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.chart.DotChart;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;

/// Asks the database how cohorts stand against the norm.
final class NormReader {
  private static final int LISTED = 400;
  private static final int DRAWN = 40;

  private NormReader() {}

  static NormPage read(JdbcClient rows, Freshness fresh, CohortFilter asked) {
    return Recall.of(rows, NormPage.class, "cohorts", asked, () -> ask(rows, fresh, asked));
  }

  private static NormPage ask(JdbcClient rows, Freshness fresh, CohortFilter asked) {
    CohortScope scope = CohortScope.read(rows, asked);
    FigureNotes notes = FigureNotes.read(rows);
    if (!scope.hasRows()) {
      return new NormPage(
          "No cohort to show",
          "",
          scope,
          List.of(),
          List.of(),
          null,
          "",
          false,
          notes,
          fresh.through());
    }
    List<NormLine> lines = lines(rows, scope, LISTED + 1);
    boolean isCut = lines.size() > LISTED;
    var omissions = new ArrayList<>(Omission.read(rows, scope, List.of("cohort", "metric")));
    omissions.addAll(Omission.withoutTeacher(rows, scope));
    return new NormPage(
        title(lines, scope),
        scope.sentence(),
        scope,
        lines.stream().limit(LISTED).toList(),
        omissions,
        picture(lines, scope),
        norms(rows, scope) + drawn(lines),
        isCut,
        notes,
        fresh.through());
  }

  static List<NormLine> lines(JdbcClient rows, CohortScope scope, int most) {
    return scope
        .bind(rows.sql("""
            select c.cohort_name as name, s.school_name as school, c.grade_level,
              m.platform, m.student_count as students, m.mean_score as mean,
              m.median_score as median, m.std_deviation as sd, m.norm_mean, m.norm_sd,
              m.diff_from_norm_mean as difference, m.difference_low as low,
              m.difference_high as high, m.effect_size_vs_standard as effect,
              m.p_value_vs_standard as p, m.p_adjusted as adjusted, m.norm_reason as reason,
              (m.pct_meets_standard + m.pct_exceeds_standard) / 100 as proficient,
              m.pct_target / 100 as target, m.median_percentile_rank as percentile,
              m.mean_growth_percentile as growth
            from analytics.fact_cohort_metrics m
            join analytics.dim_cohorts c on c.tenant_id = m.tenant_id and c.cohort_id = m.cohort_id
            left join analytics.dim_schools s
              on s.tenant_id = c.tenant_id and s.school_id = c.school_id
            where m.season = :season and m.subject = :subject and %s
            order by m.effect_size_vs_standard is null, m.effect_size_vs_standard desc,
              case c.grade_level when 'PK' then -1 when 'K' then 0 else c.grade_level::int end, 1
            limit %d
            """.formatted(CohortScope.FITS, most)))
        .query(Records.of(NormLine.class))
        .list()
        .stream()
        .map(line -> named(line, scope))
        .toList();
  }

  private static NormLine named(NormLine line, CohortScope scope) {
    String name = scope.brief(line.name(), line.school());
    return new NormLine(
        name,
        line.school(),
        line.gradeLevel(),
        line.platform(),
        line.students(),
        line.mean(),
        line.median(),
        line.sd(),
        line.normMean(),
        line.normSd(),
        line.difference(),
        line.low(),
        line.high(),
        line.effect(),
        line.p(),
        line.adjusted(),
        line.reason(),
        line.proficient(),
        line.target(),
        line.percentile(),
        line.growth());
  }

  private static String title(List<NormLine> lines, CohortScope scope) {
    String subject = Words.plain(scope.filter().subject());
    Map<NormLine.Standing, Long> counts =
        lines.stream().collect(Collectors.groupingBy(NormLine::standing, Collectors.counting()));
    long compared = lines.size() - counts.getOrDefault(NormLine.Standing.UNKNOWN, 0L);
    String groups = scope.filter().type().equals("grade-year") ? "grades" : "groups";
    if (lines.isEmpty()) {
      return "No group of these students was tested in " + scope.filter().subject();
    }
    if (compared == 0) {
      return subject + " can't be compared: " + lines.getFirst().reason();
    }
    long above = counts.getOrDefault(NormLine.Standing.ABOVE, 0L);
    long below = counts.getOrDefault(NormLine.Standing.BELOW, 0L);
    String left = compared == lines.size()
        ? ""
        : "; %d more can't be compared".formatted(lines.size() - compared);
    if (above == compared) {
      return "%s is above the norm in all %d %s compared%s"
          .formatted(subject, compared, groups, left);
    }
    if (below == 0 && above == 0) {
      return "%s is near the norm in all %d %s compared%s"
          .formatted(subject, compared, groups, left);
    }
    if (below == 0) {
      return "%s is above the norm in %d of %d %s, and below it in none%s"
          .formatted(subject, above, compared, groups, left);
    }
    return "%s is below the norm in %d of %d %s, and above it in %d%s"
        .formatted(subject, below, compared, groups, above, left);
  }

  private static @Nullable Picture picture(List<NormLine> lines, CohortScope scope) {
    List<NormLine> compared =
        lines.stream().filter(line -> line.effect() != null).toList();
    if (compared.isEmpty()) {
      return null;
    }
    List<DotChart.Dot> dots = compared.stream()
        .sorted(Comparator.comparingDouble(
            line -> -Math.abs(line.effect() == null ? 0 : line.effect())))
        .limit(DRAWN)
        .sorted(Comparator.comparingDouble(line -> -(line.effect() == null ? 0 : line.effect())))
        .map(line -> new DotChart.Dot(
            line.name(),
            line.effect() == null ? 0 : line.effect(),
            line.inSd(line.low()),
            line.inSd(line.high()),
            line.students(),
            line.standing().css(),
            line.standing().words()))
        .toList();
    return DotChart.draw(
        Words.plain(scope.filter().subject()) + " against the norm",
        dots,
        0,
        "norm",
        "standard deviations from the norm's mean");
  }

  private static String drawn(List<NormLine> lines) {
    return lines.stream().filter(line -> line.effect() != null).count() > DRAWN
        ? " Drawn are the " + DRAWN + " groups farthest from it."
        : "";
  }

  private static String norms(JdbcClient rows, CohortScope scope) {
    List<String> editions = rows.sql("""
            select distinct edition || case when is_demo then ' (demo data, not a published norm)'
              else '' end
            from analytics.dim_standards where is_used and subject = :subject order by 1
            """)
        .param("subject", scope.filter().subject())
        .query(String.class)
        .list();
    return editions.isEmpty()
        ? "No norm is loaded for this subject."
        : "Measured with " + String.join(", ", editions) + ", the same in every year.";
  }
}
