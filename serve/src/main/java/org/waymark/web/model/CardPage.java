package org.waymark.web.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.store.ModelDeployment;
import org.waymark.store.RegisteredModel;
import org.waymark.store.RegisteredModel.Status;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;
import org.waymark.web.model.Charge.Registry;
import org.waymark.web.proof.Proof;
import org.waymark.web.proof.ProofReader;
import org.waymark.web.proof.ProofWords;

/// The card of one model, and what may be decided about it.
///
/// @param seen the decision in force when the page was drawn; empty before the first
/// @param decides whether the person decides about models
public record CardPage(
    String title,
    String notice,
    RegisteredModel model,
    Status status,
    Proof proof,
    @Nullable Picture skill,
    @Nullable Picture calibration,
    List<School> schools,
    Charge charge,
    String seen,
    boolean decides,
    boolean isApprovedByMe) {

  public CardPage {
    schools = List.copyOf(schools);
  }

  /// A school at which the model may be tried.
  public record School(long schoolId, String name, boolean isOnTrial) {}

  public String trained() {
    return Words.moment(model.trainedAt());
  }

  /// Whether the person may say now that the model may make scores.
  public boolean mayApprove() {
    return decides && model.isReleased() && !isApprovedByMe;
  }

  public boolean mayPromote() {
    return decides && model.isApproved() && status != Status.CHAMPION;
  }

  static CardPage read(
      JdbcClient rows, Freshness fresh, Person person, String modelId, String notice) {
    Registry registry = Registry.read(rows, person);
    RegisteredModel model = registry.model(modelId).orElseThrow(NotVisible::new);
    Proof proof = ProofReader.read(model.proof());
    return new CardPage(
        model.isReleased()
            ? ProofWords.finding(proof, "this model")
            : "This model did not beat the indicator rule",
        notice,
        model,
        model.status(registry.current()),
        proof,
        ModelReader.skill(proof),
        proof.curve().isEmpty() ? null : ModelReader.calibration(proof),
        person.isIn(Circle.DECIDERS) ? schools(rows, registry.current(), modelId) : List.of(),
        Charge.read(rows, fresh, registry.models(), registry.current()),
        registry.current() == null ? "" : Long.toString(registry.current().deploymentId()),
        person.isIn(Circle.DECIDERS),
        rows.sql("select count(*) from ledger.risk_approval where model_id = ? and person_id = ?")
                .param(modelId)
                .param(person.personId())
                .query(Long.class)
                .single()
            > 0);
  }

  /// Schools that have students now.
  private static List<School> schools(
      JdbcClient rows, @Nullable ModelDeployment current, String modelId) {
    if (!Charge.isThere(rows, "dim_schools") || !Charge.isThere(rows, "fact_indicators")) {
      return List.of();
    }
    List<Long> trial = current != null && modelId.equals(current.canaryModelId())
        ? current.canarySchoolIds()
        : List.of();
    return rows.sql("""
                select d.school_id, d.school_name from analytics.dim_schools d
                where exists (select from analytics.fact_indicators i
                              where i.tenant_id = d.tenant_id and i.school_id = d.school_id)
                order by 2, 1
                """)
        .query((row, n) ->
            new School(row.getLong(1), row.getString(2), trial.contains(row.getLong(1))))
        .list();
  }
}
