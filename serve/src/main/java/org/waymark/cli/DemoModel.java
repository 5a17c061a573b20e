package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.waymark.engine.Progress;
import org.waymark.nightly.Rescore;
import org.waymark.nightly.Settings;
import org.waymark.risk.TrainingResult;
import org.waymark.store.Database;
import org.waymark.store.ModelDecisions.Decider;
import org.waymark.store.ModelDeployment;
import org.waymark.store.ModelRegistry;
import org.waymark.web.proof.ProofReader;
import org.waymark.web.proof.ProofWords;

/// The demo's early-warning model: trained on what was just published, and put in charge by the
/// superintendent only where the proof releases it.
final class DemoModel {

  private DemoModel() {}

  /// @return what came of it, in one line
  static String make(
      Database database, Settings settings, Path dataDir, String superintendent, Progress progress)
      throws IOException {
    ModelRegistry registry = database.models(settings.tenant());
    progress.begin("train", 0);
    var learned = RiskTrainer.learn(dataDir, settings, settings.riskCapacity(), 1);
    RiskTrainer.register(registry, learned);
    return switch (learned.result()) {
      case TrainingResult.Refused refused -> "No early-warning model: " + refused.reason();
      case TrainingResult.Trained trained -> {
        if (!trained.proof().released()) {
          yield "The early-warning model did not beat the indicator rule ("
              + trained.proof().releaseReason() + "), so the rule makes the list.";
        }
        promote(registry, trained.model().modelId(), registry.personOf(superintendent));
        new Rescore(dataDir, settings, progress).run(database);
        yield ProofWords.finding(
                ProofReader.read(trained.proof().json()), "the early-warning model")
            + ".";
      }
    };
  }

  private static void promote(ModelRegistry registry, String model, String person) {
    ModelDeployment current = registry.current().orElse(null);
    if (current != null && model.equals(current.championModelId())) {
      return;
    }
    var decisions = registry.decisionsOf(
        new Decider(person, current == null ? null : current.deploymentId(), "demo"));
    decisions.approve(model);
    decisions.promote(model);
  }
}
