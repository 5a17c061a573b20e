package org.waymark.risk;

/// What came of a training.
public sealed interface TrainingResult {

  /// @param proof how good it is beside the rule; says whether it may be released
  record Trained(RiskModel model, Proof proof) implements TrainingResult {}

  /// No model: the indicator rule stays in charge.
  ///
  /// @param reason for people: what is missing, and what would help
  record Refused(String reason) implements TrainingResult {}
}
