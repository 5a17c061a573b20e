package org.waymark.web.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.ModelDeployment;
import org.waymark.store.RegisteredModel;
import org.waymark.store.RegisteredModel.Status;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.model.Charge.Registry;
import org.waymark.web.proof.Proof;
import org.waymark.web.proof.Proof.Skill;
import org.waymark.web.proof.ProofReader;
import org.waymark.web.proof.ProofWords;

/// Every model that was ever trained, and every decision about them.
///
/// @param seen the decision in force when the page was drawn; empty before the first
/// @param back what going back would lead to; empty where there is nothing to go back to
public record ModelsPage(
    String title,
    String through,
    String notice,
    Charge charge,
    String refusal,
    List<Line> models,
    List<Decision> decisions,
    String seen,
    String back) {

  public ModelsPage {
    models = List.copyOf(models);
    decisions = List.copyOf(decisions);
  }

  /// One model.
  public record Line(
      String modelId,
      String trained,
      Status status,
      String precision,
      String rule,
      String approved,
      String reason) {

    /// Says with color and shape what the word says.
    public String css() {
      return switch (status) {
        case CHAMPION -> "good";
        case CANARY, WAITING -> "watch";
        case NOT_RELEASED, APPROVED -> "";
      };
    }
  }

  /// One decision in words.
  public record Decision(String at, String who, String deed, String note) {}

  static ModelsPage read(JdbcClient rows, Freshness fresh, Person person, String notice) {
    Registry registry = Registry.read(rows, person);
    List<Line> models =
        registry.models().stream().map(m -> line(m, registry.current())).toList();
    return new ModelsPage(
        title(registry),
        fresh.hasFigures() ? fresh.through() : "nothing is published yet",
        notice,
        Charge.read(rows, fresh, registry.models(), registry.current()),
        registry.refusal() == null
            ? ""
            : "The training of %s gave no model: %s"
                .formatted(
                    Words.moment(registry.refusal().refusedAt()),
                    registry.refusal().reason()),
        models,
        registry.decisions().stream().map(ModelsPage::decision).toList(),
        registry.current() == null ? "" : Long.toString(registry.current().deploymentId()),
        back(registry.decisions()));
  }

  private static String title(Registry registry) {
    if (registry.models().isEmpty()) {
      return "No model has been trained; the indicator rule makes the list";
    }
    long released =
        registry.models().stream().filter(RegisteredModel::isReleased).count();
    String made = registry.current() == null || registry.current().isRule()
        ? "the indicator rule makes the list"
        : registry.current().champion() + " orders the list";
    return "%d of %s beat the indicator rule; %s"
        .formatted(released, Words.counted(registry.models().size(), "model", "models"), made);
  }

  private static Line line(RegisteredModel model, @Nullable ModelDeployment current) {
    Proof proof = ProofReader.read(model.proof());
    return new Line(
        model.modelId(),
        Words.moment(model.trainedAt()),
        model.status(current),
        precision(proof, "model"),
        precision(proof, "rule"),
        model.approvals().stream()
            .map(RegisteredModel.Approval::personName)
            .collect(Collectors.joining(", ")),
        model.releaseReason());
  }

  private static String precision(Proof proof, String key) {
    Proof.Contender contender = proof.contender(key);
    return contender == null ? Words.UNKNOWN : ProofWords.share(contender.of(Skill.PRECISION));
  }

  private static Decision decision(ModelDeployment it) {
    return new Decision(
        Words.moment(it.decidedAt()),
        it.personName() + " (" + Charge.role(it.personRole()) + ")",
        it.deed(),
        it.note());
  }

  private static String back(List<ModelDeployment> decisions) {
    if (decisions.isEmpty()) {
      return "";
    }
    if (decisions.size() == 1) {
      return "the indicator rule";
    }
    ModelDeployment before = decisions.get(1);
    return before.champion()
        + (before.canaryModelId() == null
            ? ""
            : ", with model " + before.canaryModelId() + " on trial at "
                + Words.counted(before.canarySchoolIds().size(), "school", "schools"));
  }
}
