package org.waymark.web.triage;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;

/// What the list is ranked by: a released model's chance where one is in charge, else the
/// indicator rule.
///
/// @param hasScores whether the published run has any chance at all to show
/// @param isByChance whether the list is ranked by it
/// @param sentence who is in charge, since when
/// @param order why the first ones come first
public record Ranking(boolean hasScores, boolean isByChance, String sentence, String order) {

  private static final String BY_RULE =
      "Students with more serious signs come first. Among equals those come first who are new or escalated this week: nobody has talked about them yet.";
  private static final String BY_CHANCE =
      "Students with a higher chance come first, in steps of one in ten. Within a step, where the difference is too small to mean anything, those come first who are new or escalated this week: nobody has talked about them yet.";

  private record Deployment(
      @Nullable String championModelId,
      @Nullable String canaryModelId,
      String canarySchools,
      OffsetDateTime decidedAt) {}

  /// What the published run knows of chances.
  private record Scores(boolean areThere, @Nullable String target) {
    static Scores read(JdbcClient rows) {
      boolean isPublished = rows.sql("select to_regclass('analytics.fact_risk_scores') is not null")
          .query(Boolean.class)
          .single();
      if (!isPublished) {
        return new Scores(false, null);
      }
      @Nullable
      String target = rows.sql(
              "select target_period from analytics.fact_risk_scores where target_period is not null limit 1")
          .query(String.class)
          .optional()
          .orElse(null);
      boolean areThere = rows.sql("select exists (select from analytics.fact_risk_scores)")
          .query(Boolean.class)
          .single();
      return new Scores(areThere, target);
    }
  }

  static Ranking read(JdbcClient rows, Freshness fresh, String school) {
    Scores scores = Recall.of(rows, Scores.class, "scores", "", () -> Scores.read(rows));
    @Nullable String target = scores.target();
    boolean hasScores = scores.areThere();
    @Nullable Deployment deployment = hasScores ? deployment(rows, fresh) : null;
    if (deployment == null) {
      return new Ranking(
          hasScores, false, "Ranked by the indicator rule; no model is in charge.", BY_RULE);
    }
    String of = target == null
        ? "trouble in the next grading period"
        : "failing a course or becoming chronically absent in " + target;
    String since = " since " + Words.moment(deployment.decidedAt());
    boolean isTrial =
        List.of(deployment.canarySchools().split(",")).contains(school) && !school.isEmpty();
    if (deployment.championModelId() == null && !isTrial) {
      return new Ranking(
          true,
          false,
          "Ranked by the indicator rule. A model is on trial at some schools" + since
              + ": choose one of them to see its ranking.",
          BY_RULE);
    }
    @Nullable String model = isTrial ? deployment.canaryModelId() : deployment.championModelId();
    return new Ranking(
        true,
        true,
        "Ranked by the chance of %s: model %s is %s%s."
            .formatted(of, model, isTrial ? "on trial here" : "in charge", since),
        BY_CHANCE);
  }

  private static @Nullable Deployment deployment(JdbcClient rows, Freshness fresh) {
    return rows.sql("""
                select d.champion_model_id, d.canary_model_id,
                       array_to_string(d.canary_school_ids, ',') as canary_schools, d.decided_at
                from ledger.run r
                join ledger.risk_deployment d on d.deployment_id = r.risk_deployment_id
                where r.run_id = ?
                """)
        .param(fresh.published() == null ? "" : fresh.published().runId())
        .query(Records.of(Deployment.class))
        .optional()
        .orElse(null);
  }
}
