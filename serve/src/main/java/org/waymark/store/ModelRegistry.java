package org.waymark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.RegisteredModel.Approval;

/// Every trained model, its approvals, and who is in charge of the scores. The database itself
/// refuses what may not be: see `V5__risk_models.sql`.
///
/// Nothing is ever changed: a decision is a new row, and the newest row is in force.
public final class ModelRegistry {

  /// What was asked may not be: the message says why, for people.
  public static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }

  /// A model on duty, with the bytes that make its scores.
  ///
  /// @param duty `champion` or `canary`
  /// @param schoolId the one school that a canary has scores for; null for a champion
  public record OnDuty(
      String modelId, String duty, @Nullable Long schoolId, byte[] artifact) {}

  /// What the scores of a run follow.
  ///
  /// @param deploymentId null before the first decision
  public record Duties(@Nullable Long deploymentId, List<OnDuty> models) {
    public static final Duties RULE_ALONE = new Duties(null, List.of());

    public Duties {
      models = List.copyOf(models);
    }
  }

  /// @param proof the proof as JSON
  /// @param features names, titles and directions as JSON
  /// @param parameters of the training as JSON
  public record NewModel(
      String modelId,
      String trainedBy,
      String runId,
      String dataHash,
      String features,
      String parameters,
      String proof,
      String releaseReason,
      byte[] artifact) {}

  private final JdbcClient rows;
  private final String tenant;

  /// @param rows as the owner, or as a person in a transaction of the pages
  public ModelRegistry(JdbcClient rows, String tenant) {
    this.rows = rows;
    this.tenant = tenant;
  }

  /// Keeps a trained model for ever.
  ///
  /// @return whether it is new: the same data give the same model
  public boolean register(NewModel model) {
    return rows.sql("""
                insert into ledger.risk_model
                    (tenant_id, model_id, trained_by, run_id, data_hash, features, parameters, proof,
                     artifact, release_reason)
                values (:tenant, :model, :by, :run, :hash, :features::jsonb, :parameters::jsonb,
                        :proof::jsonb, :artifact, :reason)
                on conflict (tenant_id, model_id) do nothing
                """)
            .param("tenant", tenant)
            .param("model", model.modelId())
            .param("by", model.trainedBy())
            .param("run", model.runId())
            .param("hash", model.dataHash())
            .param("features", model.features())
            .param("parameters", model.parameters())
            .param("proof", model.proof())
            .param("artifact", model.artifact())
            .param("reason", model.releaseReason())
            .update()
        == 1;
  }

  /// A training that ended without a model.
  public record Refusal(OffsetDateTime refusedAt, String triedBy, String runId, String reason) {}

  /// Keeps why there is no model.
  public void refuse(String triedBy, String runId, String reason) {
    rows.sql(
            "insert into ledger.risk_refusal (tenant_id, tried_by, run_id, reason) values (?, ?, ?, ?)")
        .param(tenant)
        .param(triedBy)
        .param(runId)
        .param(reason)
        .update();
  }

  /// The last training, where it ended without a model.
  public Optional<Refusal> lastRefusal() {
    return rows.sql("""
                select refused_at, tried_by, run_id, reason from ledger.risk_refusal r
                where tenant_id = :tenant and refused_at > coalesce(
                  (select max(trained_at) from ledger.risk_model where tenant_id = :tenant), '-infinity')
                order by refused_at desc limit 1
                """)
        .param("tenant", tenant)
        .query(Records.of(Refusal.class))
        .optional();
  }

  /// All models, the newest first.
  public List<RegisteredModel> models() {
    Map<String, List<Approval>> approvals = new LinkedHashMap<>();
    rows.sql("""
            select model_id, person_name, person_role, approved_at, note from ledger.risk_approval
            where tenant_id = ? order by approved_at, person_name
            """)
        .param(tenant)
        .query(Records.of(Approval.class))
        .list()
        .forEach(approval -> approvals
            .computeIfAbsent(approval.modelId(), id -> new java.util.ArrayList<>())
            .add(approval));
    return rows.sql("""
                select model_id, trained_at, trained_by, run_id, data_hash, proof::text as proof,
                       is_released, release_reason
                from ledger.risk_model where tenant_id = ? order by trained_at desc, model_id
                """).param(tenant).query((row, n) -> model(row, approvals)).list();
  }

  /// @throws IllegalArgumentException where there is no such model, with the nearest
  public RegisteredModel model(String modelId) {
    List<RegisteredModel> all = models();
    return all.stream()
        .filter(model -> model.modelId().equals(modelId))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("there is no model " + modelId + nearest(modelId, all)));
  }

  /// All decisions, the newest first.
  public List<ModelDeployment> decisions() {
    return rows.sql("""
                select deployment_id, kind, champion_model_id, canary_model_id, canary_school_ids,
                       person_name, person_role, decided_at, note
                from ledger.risk_deployment where tenant_id = ? order by deployment_id desc
                """).param(tenant).query((row, n) -> deployment(row)).list();
  }

  /// The decision in force; none before the first, when the indicator rule is in charge.
  public Optional<ModelDeployment> current() {
    return decisions().stream().findFirst();
  }

  /// Who makes the scores from now on. Only the owner may read the bytes.
  public Duties duties() {
    ModelDeployment now = current().orElse(null);
    if (now == null) {
      return Duties.RULE_ALONE;
    }
    var duties = new java.util.ArrayList<OnDuty>();
    if (now.championModelId() != null) {
      duties.add(
          new OnDuty(now.championModelId(), "champion", null, artifact(now.championModelId())));
    }
    if (now.canaryModelId() != null) {
      byte[] artifact = artifact(now.canaryModelId());
      for (Long school : now.canarySchoolIds()) {
        duties.add(new OnDuty(now.canaryModelId(), "canary", school, artifact));
      }
    }
    return new Duties(now.deploymentId(), duties);
  }

  /// Says that the scores of a published run follow a decision.
  public void follows(String runId, Duties duties) {
    rows.sql("update ledger.run set risk_deployment_id = ? where run_id = ? and tenant_id = ?")
        .param(duties.deploymentId())
        .param(runId)
        .param(tenant)
        .update();
  }

  /// What a person may decide, in that person's name.
  public ModelDecisions decisionsOf(ModelDecisions.Decider by) {
    return new ModelDecisions(this, rows, tenant, by);
  }

  /// The open account of that address, for whom the command line decides.
  public String personOf(String email) {
    return rows.sql("""
                select person_id from ledger.person
                where tenant_id = ? and email = lower(?) and is_active
                """)
        .param(tenant)
        .param(email.strip())
        .query(String.class)
        .optional()
        .orElseThrow(() -> new IllegalArgumentException(
            "no open account of " + email + "; give the address that the person signs in with"));
  }

  /// Schools by their ids in the roster.
  public List<Long> schoolsOf(List<String> sourceIds) {
    Map<String, Long> known = new LinkedHashMap<>();
    rows.sql("""
            select source_id, school_id from analytics.dim_schools where tenant_id = ? order by 1
            """)
        .param(tenant)
        .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .forEach(school -> known.put(school.getKey(), school.getValue()));
    return sourceIds.stream()
        .map(wanted -> Optional.ofNullable(known.get(wanted))
            .orElseThrow(() -> new IllegalArgumentException("--school: there is no school " + wanted
                + likest(wanted, known.keySet().stream().toList())
                    .map(id -> "; did you mean " + id + "?")
                    .orElse("; no run has published schools"))))
        .toList();
  }

  private byte[] artifact(String modelId) {
    return rows.sql("select artifact from ledger.risk_model where tenant_id = ? and model_id = ?")
        .param(tenant)
        .param(modelId)
        .query(byte[].class)
        .single();
  }

  private static RegisteredModel model(ResultSet row, Map<String, List<Approval>> approvals)
      throws SQLException {
    String id = row.getString("model_id");
    return new RegisteredModel(
        id,
        row.getObject("trained_at", OffsetDateTime.class),
        row.getString("trained_by"),
        row.getString("run_id"),
        row.getString("data_hash"),
        row.getString("proof"),
        row.getBoolean("is_released"),
        row.getString("release_reason"),
        approvals.getOrDefault(id, List.of()));
  }

  private static ModelDeployment deployment(ResultSet row) throws SQLException {
    return new ModelDeployment(
        row.getLong("deployment_id"),
        row.getString("kind"),
        row.getString("champion_model_id"),
        row.getString("canary_model_id"),
        Arrays.asList((Long[]) row.getArray("canary_school_ids").getArray()),
        row.getString("person_name"),
        row.getString("person_role"),
        row.getObject("decided_at", OffsetDateTime.class),
        row.getString("note"));
  }

  private static String nearest(String wanted, List<RegisteredModel> all) {
    return likest(wanted, all.stream().map(RegisteredModel::modelId).toList())
        .map(id -> "; did you mean " + id + "?")
        .orElse("; none is registered yet, train one with ./waymark risk train");
  }

  /// The id that has most letters in the same places.
  private static Optional<String> likest(String wanted, List<String> ids) {
    return ids.stream().max(Comparator.comparingInt(id -> alike(id, wanted)));
  }

  private static int alike(String a, String b) {
    int same = -Math.abs(a.length() - b.length());
    for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
      same += a.charAt(i) == b.charAt(i) ? 2 : 0;
    }
    return same;
  }
}
