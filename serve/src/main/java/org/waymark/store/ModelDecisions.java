package org.waymark.store;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What one person decides about models. Each decision is a new row; the database refuses what
/// may not be, whoever asks.
public final class ModelDecisions {

  /// The word for the indicator rule where a model is asked for.
  public static final String RULE = "rule";

  private static final String OVERTAKEN =
      "Somebody else decided at the same moment. Nothing was changed; look again before you decide.";

  /// Who decides, and what they had before their eyes.
  ///
  /// @param seen the decision in force when the person looked; null when there was none
  public record Decider(String personId, @Nullable Long seen, String note) {}

  private final ModelRegistry registry;
  private final JdbcClient rows;
  private final String tenant;
  private final Decider by;

  ModelDecisions(ModelRegistry registry, JdbcClient rows, String tenant, Decider by) {
    this.registry = registry;
    this.rows = rows;
    this.tenant = tenant;
    this.by = by;
  }

  /// A named person says that the model may make scores.
  ///
  /// @return whether this person had not said so before
  public boolean approve(String modelId) {
    RegisteredModel model = registry.model(modelId);
    if (!model.isReleased()) {
      throw new ModelRegistry.Refused("Model " + modelId + " did not beat the indicator rule ("
          + model.releaseReason() + "), so it cannot be approved. The rule stays in charge.");
    }
    return writing(() -> rows.sql("""
                insert into ledger.risk_approval (tenant_id, model_id, person_id, note)
                values (:tenant, :model, :person, :note) on conflict do nothing
                """)
            .param("tenant", tenant)
            .param("model", modelId)
            .param("person", by.personId())
            .param("note", by.note())
            .update()
        == 1);
  }

  /// Puts a model in charge, or the indicator rule. A trial of another model goes on.
  ///
  /// @param modelId or [#RULE]
  public ModelDeployment promote(String modelId) {
    ModelDeployment now = inForce();
    String champion = modelId.equals(RULE) ? null : approved(modelId);
    if (Objects.equals(champion, now == null ? null : now.championModelId())) {
      throw new ModelRegistry.Refused(
          (champion == null ? "The indicator rule" : "Model " + champion)
              + " is in charge already.");
    }
    boolean trialGoesOn = now != null && !Objects.equals(now.canaryModelId(), champion);
    return decide(
        "promote",
        champion,
        now != null && trialGoesOn ? now.canaryModelId() : null,
        now != null && trialGoesOn ? now.canarySchoolIds() : List.of());
  }

  /// Tries a model at some schools; without schools, ends the trial.
  public ModelDeployment canary(@Nullable String modelId, List<Long> schools) {
    ModelDeployment now = inForce();
    String champion = now == null ? null : now.championModelId();
    if (modelId == null) {
      if (now == null || now.canaryModelId() == null) {
        throw new ModelRegistry.Refused("No model is on trial.");
      }
      return decide("canary", champion, null, List.of());
    }
    if (schools.isEmpty()) {
      throw new IllegalArgumentException("name at least one school for the trial");
    }
    String canary = approved(modelId);
    if (canary.equals(champion)) {
      throw new ModelRegistry.Refused(
          "Model " + canary + " is in charge already, of these schools too.");
    }
    return decide(
        "canary", champion, canary, schools.stream().distinct().sorted().toList());
  }

  /// Goes back to what was in force before the current decision.
  public ModelDeployment rollback() {
    List<ModelDeployment> all = registry.decisions();
    if (inForce() == null) {
      throw new ModelRegistry.Refused(
          "There is nothing to go back to: the indicator rule has always been in charge.");
    }
    ModelDeployment before = all.size() > 1 ? all.get(1) : null;
    return decide(
        "rollback",
        before == null ? null : before.championModelId(),
        before == null ? null : before.canaryModelId(),
        before == null ? List.of() : before.canarySchoolIds());
  }

  /// The decision in force, which must be the one that the person saw.
  private @Nullable ModelDeployment inForce() {
    ModelDeployment now = registry.current().orElse(null);
    if (now != null && !Objects.equals(now.deploymentId(), by.seen())) {
      throw new ModelRegistry.Refused(now.personName() + " " + now.deed()
          + " after you looked. Nothing was changed; look again before you decide.");
    }
    return now;
  }

  private ModelDeployment decide(
      String kind, @Nullable String champion, @Nullable String canary, List<Long> schools) {
    writing(() -> rows.sql("""
                insert into ledger.risk_deployment
                    (tenant_id, follows_id, kind, champion_model_id, canary_model_id, canary_school_ids,
                     decided_by, note)
                values (:tenant, :follows, :kind, :champion, :canary, :schools, :person, :note)
                """)
        .param("tenant", tenant)
        .param("follows", by.seen())
        .param("kind", kind)
        .param("champion", champion)
        .param("canary", canary)
        .param("schools", schools.toArray(Long[]::new))
        .param("person", by.personId())
        .param("note", by.note())
        .update());
    return registry.current().orElseThrow();
  }

  private String approved(String modelId) {
    RegisteredModel model = registry.model(modelId);
    if (!model.isApproved()) {
      throw new ModelRegistry.Refused(
          "Model " + modelId + " is not approved, so it cannot make scores. "
              + (model.isReleased()
                  ? "Approve it first."
                  : "It did not beat the indicator rule: " + model.releaseReason() + "."));
    }
    return modelId;
  }

  private interface Deed<T> {
    T done();
  }

  /// What the database refuses, in its words.
  private static <T> T writing(Deed<T> deed) {
    try {
      return deed.done();
    } catch (DataAccessException e) {
      if (NestedExceptionUtils.getMostSpecificCause(e) instanceof PSQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        var said = sql.getServerErrorMessage();
        if (state.equals("WM004")
            || (said != null && "decided_once".equals(said.getConstraint()))) {
          throw new ModelRegistry.Refused(OVERTAKEN);
        }
        if (state.startsWith("WM") && said != null) {
          throw new ModelRegistry.Refused(said.getMessage() + ".");
        }
      }
      throw e;
    }
  }
}
