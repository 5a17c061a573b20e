package org.waymark.web.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.ModelDeployment;
import org.waymark.store.ModelRegistry;
import org.waymark.store.RegisteredModel;
import org.waymark.web.Freshness;
import org.waymark.web.Words;

/// Who makes the list of students now, since when, and by whose word.
///
/// @param isRule whether the indicator rule is in charge
/// @param sentence who makes the list
/// @param since when and by whom that was decided
/// @param approved who approved the model; empty for the rule
/// @param trial the model on trial and its schools; empty without one
/// @param pending what was decided and has not reached the scores yet; empty when all has
public record Charge(
    boolean isRule,
    @Nullable String modelId,
    String sentence,
    String since,
    String approved,
    String trial,
    String pending) {

  static Charge read(
      JdbcClient rows,
      Freshness fresh,
      List<RegisteredModel> models,
      @Nullable ModelDeployment current) {
    String champion = current == null ? null : current.championModelId();
    Optional<RegisteredModel> model =
        models.stream().filter(m -> m.modelId().equals(champion)).findFirst();
    return new Charge(
        champion == null,
        champion,
        champion == null
            ? "The indicator rule makes the list"
            : "Model " + champion + " orders the list, beside the indicator rule",
        current == null
            ? "It has from the start: no decision about a model was made."
            : "Since %s, decided by %s (%s)%s."
                .formatted(
                    Words.moment(current.decidedAt()),
                    current.personName(),
                    role(current.personRole()),
                    note(current.note())),
        model.map(Charge::approved).orElse(""),
        current == null || current.canaryModelId() == null
            ? ""
            : "Model %s is on trial at %s: its scores stand there."
                .formatted(current.canaryModelId(), schools(rows, current.canarySchoolIds())),
        pending(rows, fresh, current));
  }

  private static String approved(RegisteredModel model) {
    return model.approvals().stream()
        .map(a -> "Approved by %s (%s) on %s%s."
            .formatted(
                a.personName(), role(a.personRole()), Words.moment(a.approvedAt()), note(a.note())))
        .collect(Collectors.joining(" "));
  }

  private static String pending(
      JdbcClient rows, Freshness fresh, @Nullable ModelDeployment current) {
    if (fresh.published() == null || current == null) {
      return "";
    }
    Long scored = rows.sql("select risk_deployment_id from ledger.run where run_id = ?")
        .param(fresh.published().runId())
        .query((row, n) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .single()
        .orElse(null);
    return Objects.equals(scored, current.deploymentId())
        ? ""
        : "%s %s. The scores on the pages are still those from before; they follow with the next run, or at once by ./waymark risk score."
            .formatted(current.personName(), current.deed());
  }

  /// Names of schools, in the order of the alphabet.
  static String schools(JdbcClient rows, List<Long> ids) {
    if (!isThere(rows, "dim_schools")) {
      return Words.counted(ids.size(), "school", "schools");
    }
    Map<Long, String> names = rows
        .sql("select school_id, school_name from analytics.dim_schools where school_id in (:ids)")
        .param("ids", ids)
        .query((row, n) -> Map.entry(row.getLong(1), row.getString(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
    return ids.stream()
        .map(id -> names.getOrDefault(id, "a school that is closed"))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// Whether a run has published such a table: a district that has just moved to this version has
  /// not.
  static boolean isThere(JdbcClient rows, String table) {
    return rows.sql("select to_regclass('analytics.' || ?) is not null")
        .param(table)
        .query(Boolean.class)
        .single();
  }

  static String role(String written) {
    return Person.Role.of(written).title();
  }

  private static String note(String note) {
    return note.isBlank() ? "" : ": “" + note.strip() + "”";
  }

  /// The state of the registry as one person may see it.
  record Registry(
      List<RegisteredModel> models,
      List<ModelDeployment> decisions,
      @Nullable ModelDeployment current,
      ModelRegistry.@Nullable Refusal refusal) {

    static Registry read(JdbcClient rows, Person person) {
      ModelRegistry registry = new ModelRegistry(rows, person.tenantId());
      List<ModelDeployment> decisions = registry.decisions();
      return new Registry(
          registry.models(),
          decisions,
          decisions.isEmpty() ? null : decisions.getFirst(),
          registry.lastRefusal().orElse(null));
    }

    Optional<RegisteredModel> model(@Nullable String id) {
      return models.stream().filter(m -> m.modelId().equals(id)).findFirst();
    }
  }
}
