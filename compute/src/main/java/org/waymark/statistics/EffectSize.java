package org.waymark.statistics;

import java.util.OptionalDouble;

/// Cohen's d: a difference in standard deviations.
public final class EffectSize {

  private EffectSize() {}

  /// d on the root mean square of the two standard deviations; none where both are 0.
  ///
  /// Source: Cohen (1988), Statistical Power Analysis, 2.3.2 (unequal spread).
  public static OptionalDouble cohensD(double difference, double sd, double otherSd) {
    double pooled = Math.sqrt((sd * sd + otherSd * otherSd) / 2);
    return pooled > 0 ? OptionalDouble.of(difference / pooled) : OptionalDouble.empty();
  }
}
