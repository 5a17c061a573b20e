package org.waymark.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/// How many standard errors a 95 % interval reaches to either side, by degrees of freedom.
///
/// Newton's method from the expansion of Cornish and Fisher: some three evaluations of the
/// distribution where a root finder needs fifteen, and there are hundreds of thousands of
/// intervals in a district.
/// Source of the start: Abramowitz & Stegun (1964), 26.7.5.
public final class CriticalT {

  private static final double TAIL = (1 - MeanTest.CONFIDENCE) / 2;

  /// The normal quantile of 97.5 %.
  private static final double Z = 1.959963984540054;

  private static final double PRECISION = 1e-11;
  private static final int STEPS = 50;

  private CriticalT() {}

  /// @param df degrees of freedom, above 0
  public static double of(double df) {
    TDistribution distribution = TDistribution.of(df);
    double z3 = Z * Z * Z;
    double z5 = z3 * Z * Z;
    double t = Z + (z3 + Z) / (4 * df) + (5 * z5 + 16 * z3 + 3 * Z) / (96 * df * df);
    for (int step = 0; step < STEPS; step++) {
      double change = (distribution.survivalProbability(t) - TAIL) / distribution.density(t);
      t += change;
      if (Math.abs(change) <= PRECISION * t) {
        return t;
      }
      if (!(t > 0)) {
        break;
      }
    }
    return distribution.inverseSurvivalProbability(TAIL);
  }
}
