package org.waymark.risk.learning;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// How good scores are, in six ways.
public enum Measure {
  /// The chance that one with the outcome stands above one without; 0.5 is guessing.
  AUROC("auroc"),
  /// Precision averaged over all who had the outcome.
  AVERAGE_PRECISION("averagePrecision"),
  /// The share of those flagged who had the outcome.
  PRECISION_AT_CAPACITY("precisionAtCapacity"),
  /// The share of those who had the outcome that was flagged.
  RECALL_AT_CAPACITY("recallAtCapacity"),
  /// Mean squared error of a probability; 0 is perfect.
  BRIER("brier"),
  /// Mean distance of ten groups' predicted and observed rates; 0 is perfect.
  CALIBRATION_ERROR("calibrationError");

  /// For scores that only order: the first four.
  public static final Set<Measure> OF_ORDER =
      Collections.unmodifiableSet(EnumSet.range(AUROC, RECALL_AT_CAPACITY));

  /// For probabilities: all six.
  public static final Set<Measure> OF_PROBABILITY =
      Collections.unmodifiableSet(EnumSet.allOf(Measure.class));

  private final String key;

  Measure(String key) {
    this.key = key;
  }

  /// The name in JSON.
  public String key() {
    return key;
  }
}
