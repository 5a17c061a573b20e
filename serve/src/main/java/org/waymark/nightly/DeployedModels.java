package org.waymark.nightly;

import java.util.Base64;
import java.util.List;
import org.waymark.engine.SqlEngine;
import org.waymark.engine.TableShape;
import org.waymark.store.ModelRegistry;

/// Writes who makes the scores into the snapshot, before the models run. No row: the indicator
/// rule alone is in charge.
final class DeployedModels {

  private static final TableShape SHAPE = new TableShape(
      "risk.deployed_model",
      List.of("model_id", "duty", "school_key", "artifact"),
      List.of("string", "string", "bigint", "string"));

  private DeployedModels() {}

  static void write(ModelRegistry.Duties duties, SqlEngine snapshot) {
    snapshot.createSchema("risk");
    snapshot.fillTable(SHAPE.table(), SHAPE, sink -> {
      for (ModelRegistry.OnDuty model : duties.models()) {
        sink.add(
            model.modelId(),
            model.duty(),
            model.schoolId(),
            Base64.getEncoder().encodeToString(model.artifact()));
      }
    });
  }
}
