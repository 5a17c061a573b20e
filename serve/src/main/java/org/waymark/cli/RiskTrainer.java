package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.nightly.QualityReport;
import org.waymark.nightly.Settings;
import org.waymark.nightly.Snapshots;
import org.waymark.risk.Feature;
import org.waymark.risk.RiskTraining;
import org.waymark.risk.TrainingPlan;
import org.waymark.risk.TrainingResult;
import org.waymark.store.Database;
import org.waymark.store.ModelRegistry;
import org.waymark.web.Words;
import org.waymark.web.proof.Proof;
import org.waymark.web.proof.Proof.Contender;
import org.waymark.web.proof.Proof.Skill;
import org.waymark.web.proof.ProofReader;
import org.waymark.web.proof.ProofWords;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Trains on the newest snapshot and says what came of it.
final class RiskTrainer {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COMMAND_LINE = "command line";

  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed (default: ${DEFAULT-VALUE}); the same data and seed give the same model")
  long seed;

  @Option(
      names = "--capacity",
      paramLabel = "SHARE",
      description =
          "the share of students whom the district can look after (default: risk_capacity)")
  @Nullable
  Double capacity;

  @Option(names = "--json", description = "print the proof as one JSON object")
  boolean json;

  /// A snapshot and what was learned from it.
  record Learned(String runId, TrainingResult result) {}

  int evaluate() throws IOException {
    Settings settings = data.settings();
    return say(learn(data.ready(), settings, capacity(settings), seed), "");
  }

  int train() throws IOException {
    Path dataDir = data.ready();
    Settings settings = data.settings();
    Learned learned = learn(dataDir, settings, capacity(settings), seed);
    try (Database database = Database.open(dataDir)) {
      return say(learned, register(database.models(settings.tenant()), learned));
    }
  }

  /// Keeps the model, or why there is none.
  ///
  /// @return what is said about it
  static String register(ModelRegistry registry, Learned learned) {
    return switch (learned.result()) {
      case TrainingResult.Refused refused -> {
        registry.refuse(COMMAND_LINE, learned.runId(), refused.reason());
        yield "";
      }
      case TrainingResult.Trained trained -> {
        String id = trained.model().modelId();
        String proof = ProofReader.masked(trained.proof().json());
        JsonNode root = JSON.readTree(proof);
        boolean isNew = registry.register(new ModelRegistry.NewModel(
            id,
            COMMAND_LINE,
            learned.runId(),
            trained.proof().dataHash(),
            root.path("features").toString(),
            root.path("parameters").toString(),
            proof,
            trained.proof().releaseReason(),
            trained.model().bytes()));
        yield (isNew
                ? "Model " + id + " is registered."
                : "Model " + id
                    + " was registered before: the same data and seed give the same model.")
            + (trained.proof().released()
                ? " Approve it: ./waymark risk approve " + id + " --by EMAIL"
                : " It cannot be approved; the indicator rule stays in charge.");
      }
    };
  }

  /// @throws IllegalArgumentException where there is no snapshot to learn from
  static Learned learn(Path dataDir, Settings settings, double capacity, long seed)
      throws IOException {
    Optional<Path> newest = new Snapshots(dataDir).newest();
    if (newest.isEmpty()) {
      throw new IllegalArgumentException(
          "no run has finished in " + dataDir + "; start with ./waymark run --source DIR");
    }
    String runId = String.valueOf(newest.get().getFileName()).replace(".duckdb", "");
    var plan = new TrainingPlan(
        seed,
        capacity,
        settings.riskFeatures().stream()
            .map(service -> Feature.of("is_" + service))
            .collect(Collectors.toSet()));
    try (var snapshot = DuckDbSqlEngine.open(newest.get(), settings.memoryMb())) {
      boolean isOld = snapshot
              .query(
                  "select count(*) from information_schema.tables where table_schema = 'risk' and table_name in ('feature', 'outcome', 'sign', 'as_of')")
              .number()
          < 4;
      if (isOld) {
        throw new IllegalArgumentException("run " + runId
            + " was made by a version that knew no features; start ./waymark run again");
      }
      return new Learned(runId, RiskTraining.train(snapshot, plan));
    }
  }

  private double capacity(Settings settings) {
    return capacity == null ? settings.riskCapacity() : capacity;
  }

  private int say(Learned learned, String registered) {
    switch (learned.result()) {
      case TrainingResult.Refused refused -> {
        if (json) {
          var object = new LinkedHashMap<String, @Nullable Object>();
          object.put("modelId", null);
          object.put("released", false);
          object.put("reason", refused.reason());
          System.out.println(QualityReport.json(object));
        }
        System.err.println("waymark: no model: " + refused.reason());
        return Waymark.REFUSED;
      }
      case TrainingResult.Trained trained -> {
        String proof = ProofReader.masked(trained.proof().json());
        if (json) {
          System.out.println(proof);
        } else {
          print(ProofReader.read(proof));
          if (!registered.isEmpty()) {
            System.out.println(registered);
          }
        }
        return 0;
      }
    }
  }

  private static void print(Proof proof) {
    System.out.println(ProofWords.finding(proof, "the model") + ".");
    System.out.println(ProofWords.test(proof) + ".");
    System.out.println("Each flags " + ProofWords.capacity(proof) + "; 95% intervals below.");
    System.out.println();
    int wide =
        proof.contenders().stream().mapToInt(c -> c.name().length()).max().orElse(10);
    var head = new StringBuilder(" ".repeat(wide));
    for (Skill skill : List.of(Skill.values())) {
      head.append(String.format(Locale.ROOT, "  %26s", skill.title()));
    }
    System.out.println(head);
    for (Contender contender : proof.contenders()) {
      var row = new StringBuilder(String.format(Locale.ROOT, "%-" + wide + "s", contender.name()));
      for (Skill skill : Skill.values()) {
        var measured = contender.of(skill);
        row.append(String.format(
            Locale.ROOT,
            "  %26s",
            measured.isKnown()
                ? ProofWords.value(skill, measured) + " (" + ProofWords.interval(skill, measured)
                    + ")"
                : "–"));
      }
      System.out.println(row);
    }
    System.out.println();
    for (Proof.Group group : proof.concerns()) {
      System.out.println(ProofWords.group(group.key()) + ": " + group.concern());
    }
    for (Proof.Dropped dropped : proof.dropped()) {
      System.out.println("Left out: " + dropped.feature() + ", " + dropped.reason());
    }
    System.out.println(
        (proof.released() ? "Released: " : "Not released: ") + Words.or(proof.reason()) + ".");
  }
}
