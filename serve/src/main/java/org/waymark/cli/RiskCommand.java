package org.waymark.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.waymark.nightly.QualityReport;
import org.waymark.nightly.Rescore;
import org.waymark.store.Database;
import org.waymark.store.ModelDecisions;
import org.waymark.store.ModelDeployment;
import org.waymark.store.ModelRegistry;
import org.waymark.store.RegisteredModel;
import org.waymark.store.StoreException;
import org.waymark.web.Words;
import org.waymark.web.proof.ModelCard;
import org.waymark.web.proof.Proof;
import org.waymark.web.proof.Proof.Skill;
import org.waymark.web.proof.ProofReader;
import org.waymark.web.proof.ProofWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "risk",
    description = "Early-warning models: train and prove them, and decide who makes the list.",
    mixinStandardHelpOptions = true)
final class RiskCommand {

  @Command(
      name = "evaluate",
      description =
          "Train on the newest run and prove it beside the indicator rule; keeps nothing.",
      mixinStandardHelpOptions = true)
  int evaluate(@Mixin RiskTrainer trainer) throws IOException {
    return trainer.evaluate();
  }

  @Command(
      name = "train",
      description = "The same, and keep the model in the registry.",
      mixinStandardHelpOptions = true)
  int train(@Mixin RiskTrainer trainer) throws IOException {
    return trainer.train();
  }

  @Command(
      name = "list",
      description = "All models, the newest first, and who makes the list.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DataDirectory data,
      @Option(names = "--json", description = "print an array of objects") boolean json)
      throws IOException {
    try (Database database = Database.open(data.ready())) {
      ModelRegistry registry = database.models(data.settings().tenant());
      ModelDeployment current = registry.current().orElse(null);
      if (json) {
        System.out.println(QualityReport.json(
            registry.models().stream().map(m -> line(m, current)).toList()));
        return 0;
      }
      for (RegisteredModel model : registry.models()) {
        Proof proof = ProofReader.read(model.proof());
        System.out.printf(
            "%s  %-24s  %-22s  right among the flagged %s, the rule's %s%n",
            model.modelId(),
            Words.moment(model.trainedAt()),
            model.status(current).words(),
            precision(proof, "model"),
            precision(proof, "rule"));
      }
      System.out.println(
          current == null
              ? "The indicator rule makes the list; no decision about a model was made."
              : "%s: %s %s."
                  .formatted(
                      Words.moment(current.decidedAt()), current.personName(), current.deed()));
      return 0;
    }
  }

  @Command(
      name = "card",
      description = "The card of a model as Markdown.",
      mixinStandardHelpOptions = true)
  int card(@Mixin DataDirectory data, @Parameters(paramLabel = "MODEL") String model)
      throws IOException {
    try (Database database = Database.open(data.ready())) {
      ModelRegistry registry = database.models(data.settings().tenant());
      System.out.print(
          ModelCard.markdown(registry.model(model), registry.current().orElse(null)));
      return 0;
    }
  }

  @Command(
      name = "approve",
      description = "A person of the district says that a model may make scores.",
      mixinStandardHelpOptions = true)
  int approve(@Mixin Deciding how, @Parameters(paramLabel = "MODEL") String model)
      throws IOException {
    try (Database database = Database.open(how.data.ready())) {
      ModelRegistry registry = database.models(how.data.settings().tenant());
      boolean isNew = decisions(registry, how).approve(model);
      if (how.json) {
        System.out.println(
            QualityReport.json(line(registry.model(model), registry.current().orElse(null))));
      } else {
        System.out.printf(
            "Model %s %s by %s. Put it in charge: ./waymark risk promote %s --by %s%n",
            model, isNew ? "is approved" : "was approved before", how.by, model, how.by);
      }
      return 0;
    }
  }

  @Command(
      name = "promote",
      description = "Put a model in charge of the list, or with MODEL `rule` the indicator rule.",
      mixinStandardHelpOptions = true)
  int promote(
      @Mixin Deciding how,
      @Parameters(paramLabel = "MODEL") String model,
      @Option(names = "--later", description = "the scores follow with the next run") boolean later)
      throws IOException {
    return decide(how, later, by -> by.promote(model));
  }

  @Command(
      name = "canary",
      description = "Try a model at some schools; with MODEL `none`, end the trial.",
      mixinStandardHelpOptions = true)
  int canary(
      @Mixin Deciding how,
      @Parameters(paramLabel = "MODEL") String model,
      @Option(
              names = "--school",
              paramLabel = "ID",
              description = "a school by its id in the roster; may be repeated")
          @Nullable
          List<String> schools,
      @Option(names = "--later", description = "the scores follow with the next run") boolean later)
      throws IOException {
    boolean ends = model.equals("none");
    if (!ends && (schools == null || schools.isEmpty())) {
      throw new IllegalArgumentException("--school: name at least one school for the trial");
    }
    try (Database database = Database.open(how.data.ready())) {
      List<Long> ids = ends || schools == null
          ? List.of()
          : database.models(how.data.settings().tenant()).schoolsOf(schools);
      return decide(database, how, later, by -> by.canary(ends ? null : model, ids));
    }
  }

  @Command(
      name = "rollback",
      description = "Go back to what was in force before the current decision.",
      mixinStandardHelpOptions = true)
  int rollback(
      @Mixin Deciding how,
      @Option(names = "--later", description = "the scores follow with the next run") boolean later)
      throws IOException {
    return decide(how, later, ModelDecisions::rollback);
  }

  @Command(
      name = "score",
      description = "Score the published run again, by the decision in force.",
      mixinStandardHelpOptions = true)
  int score(@Mixin DataDirectory data) throws IOException {
    try (Database database = Database.open(data.ready())) {
      return switch (rescore(database, data)) {
        case Rescore.Outcome.Scored scored -> {
          System.out.println(said(scored));
          yield 0;
        }
        case Rescore.Outcome.Refused refused -> {
          System.err.println("waymark: " + refused.reason());
          yield Waymark.REFUSED;
        }
      };
    }
  }

  private static int decide(
      Deciding how, boolean later, Function<ModelDecisions, ModelDeployment> deed)
      throws IOException {
    try (Database database = Database.open(how.data.ready())) {
      return decide(database, how, later, deed);
    }
  }

  private static int decide(
      Database database,
      Deciding how,
      boolean later,
      Function<ModelDecisions, ModelDeployment> deed)
      throws IOException {
    ModelRegistry registry = database.models(how.data.settings().tenant());
    ModelDeployment decided = deed.apply(decisions(registry, how));
    if (!how.json) {
      System.out.printf("%s %s.%n", decided.personName(), decided.deed());
    }
    String follows = later ? "The scores follow with the next run." : follow(database, how.data);
    if (how.json) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      object.put("decision", decided.deploymentId());
      object.put("kind", decided.kind());
      object.put("champion", decided.championModelId());
      object.put("canary", decided.canaryModelId());
      object.put("canarySchools", decided.canarySchoolIds());
      object.put("by", decided.personName());
      object.put("scores", follows);
      System.out.println(QualityReport.json(object));
    } else {
      System.out.println(follows);
    }
    return 0;
  }

  /// The decision stands, whatever becomes of the scores.
  private static String follow(Database database, DataDirectory data) throws IOException {
    try {
      return switch (rescore(database, data)) {
        case Rescore.Outcome.Scored scored -> said(scored);
        case Rescore.Outcome.Refused refused ->
          "The scores are those from before: " + refused.reason();
      };
    } catch (StoreException e) {
      throw new StoreException(
          "The decision stands, but the scores could not follow: " + e.getMessage()
              + " Then: ./waymark risk score",
          e);
    }
  }

  private static Rescore.Outcome rescore(Database database, DataDirectory data) throws IOException {
    var progress = new ConsoleProgress();
    try {
      return new Rescore(data.ready(), data.settings(), progress).run(database);
    } finally {
      progress.end();
    }
  }

  static String said(Rescore.Outcome.Scored scored) {
    return String.format(
        Locale.ROOT,
        "Run %s is scored again and published, in %.1f s.",
        scored.runId(),
        scored.seconds());
  }

  private static ModelDecisions decisions(ModelRegistry registry, Deciding how) {
    @Nullable Long seen = registry.current().map(ModelDeployment::deploymentId).orElse(null);
    return registry.decisionsOf(
        new ModelDecisions.Decider(registry.personOf(how.by), seen, how.note.strip()));
  }

  private static LinkedHashMap<String, @Nullable Object> line(
      RegisteredModel model, @Nullable ModelDeployment current) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("modelId", model.modelId());
    object.put("trainedAt", model.trainedAt().toInstant().toString());
    object.put("trainedBy", model.trainedBy());
    object.put("runId", model.runId());
    object.put("dataHash", model.dataHash());
    object.put("status", model.status(current).name().toLowerCase(Locale.ROOT));
    object.put("released", model.isReleased());
    object.put("reason", model.releaseReason());
    object.put(
        "approvedBy",
        model.approvals().stream().map(RegisteredModel.Approval::personName).toList());
    return object;
  }

  private static String precision(Proof proof, String key) {
    Proof.Contender contender = proof.contender(key);
    return contender == null ? Words.UNKNOWN : ProofWords.share(contender.of(Skill.PRECISION));
  }
}
