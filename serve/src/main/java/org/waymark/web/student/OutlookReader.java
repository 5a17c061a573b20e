package org.waymark.web.student;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.chart.PathChart;
import org.waymark.web.chart.ReasonChart;
import org.waymark.web.triage.Chance;

/// Reads a student's path, chance and reasons.
final class OutlookReader {

  private record Score(
      @Nullable Double probability,
      @Nullable String band,
      @Nullable Double secondOpinion,
      @Nullable Double baseProbability,
      @Nullable String targetPeriod,
      @Nullable String modelId,
      @Nullable String duty,
      @Nullable String unknownReason) {}

  private OutlookReader() {}

  static Outlook read(JdbcClient rows, long id) {
    List<Outlook.Stretch> weeks =
        rows.sql("""
                select starts_on, ends_on, weeks, tier, yellow_flags, red_flags, unknown_flags
                from analytics.fact_tier_weeks where student_id = ? order by starts_on desc
                """).param(id).query(Records.of(Outlook.Stretch.class)).list();
    @Nullable
    Score score =
        rows.sql("""
                select probability, band, second_opinion, base_probability, target_period, model_id, duty,
                       unknown_reason
                from analytics.fact_risk_scores where student_id = ?
                """).param(id).query(Records.of(Score.class)).optional().orElse(null);
    return new Outlook(
        weeks.isEmpty()
            ? null
            : PathChart.draw(
                "Warning signs week by week",
                weeks.reversed().stream()
                    .map(w -> new PathChart.Stretch(w.startsOn(), w.endsOn(), w.level(), w.words()))
                    .toList()),
        weeks,
        score == null ? null : foreseen(rows, id, score),
        score == null || score.unknownReason() == null ? "" : score.unknownReason(),
        rows.sql("""
                    select school_year, is_settled, status, reason
                    from analytics.fact_ninth_grade where student_id = ?
                    """)
            .param(id)
            .query(Records.of(Outlook.NinthGrade.class))
            .optional()
            .orElse(null));
  }

  private static Outlook.@Nullable Foreseen foreseen(JdbcClient rows, long id, Score score) {
    Double probability = score.probability();
    Double base = score.baseProbability();
    if (probability == null || base == null) {
      return null;
    }
    List<Outlook.Reason> reasons =
        rows.sql("""
                select feature, contribution, effect, reason from analytics.fact_risk_reasons
                where student_id = ? order by position
                """).param(id).query(Records.of(Outlook.Reason.class)).list();
    Double second = score.secondOpinion();
    return new Outlook.Foreseen(
        new Chance(probability, score.band() == null ? "low" : score.band()),
        second == null ? "" : Chance.number(second),
        base,
        score.targetPeriod() == null ? "the next grading period" : score.targetPeriod(),
        score.modelId() == null ? "" : score.modelId(),
        score.duty() == null ? "" : score.duty(),
        reasons,
        ReasonChart.draw(
            "From the base to this student's chance",
            base,
            reasons.stream()
                .map(r -> new ReasonChart.Step(r.title(), r.contribution()))
                .toList()));
  }
}
