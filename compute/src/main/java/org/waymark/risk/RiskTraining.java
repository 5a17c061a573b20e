package org.waymark.risk;

import org.waymark.engine.SqlEngine;
import org.waymark.risk.internal.Trainer;

/// Learns from a snapshot what foretold trouble, and proves it on the newest period.
public final class RiskTraining {
  private RiskTraining() {}

  /// @param snapshot a finished run: `risk.feature`, `risk.outcome`, `risk.sign`
  /// @return a model with its proof, or why there is none
  public static TrainingResult train(SqlEngine snapshot, TrainingPlan plan) {
    return new Trainer(snapshot, plan).train();
  }
}
