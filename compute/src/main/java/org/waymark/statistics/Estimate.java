package org.waymark.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// A number that is known only so well.
///
/// @param value in its own unit
/// @param standardError above 0
/// @param low lower end of the 95 % interval
/// @param high upper end
/// @param p two-sided, that there is nothing; never rounded
public record Estimate(double value, double standardError, double low, double high, double p) {

  private static final double TAIL = (1 - MeanTest.CONFIDENCE) / 2;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double REACH = NORMAL.inverseSurvivalProbability(TAIL);

  /// By Student's t.
  public static Estimate of(double value, double standardError, double df) {
    TDistribution t = TDistribution.of(df);
    double reach = CriticalT.of(df) * standardError;
    double p = Math.min(1, 2 * t.survivalProbability(Math.abs(value / standardError)));
    return new Estimate(value, standardError, value - reach, value + reach, p);
  }

  /// By the normal distribution, for large samples.
  public static Estimate of(double value, double standardError) {
    double reach = REACH * standardError;
    double p = Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(value / standardError)));
    return new Estimate(value, standardError, value - reach, value + reach, p);
  }
}
