package org.waymark.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// A share of a group with its 95 % interval.
///
/// @param value k of n, 0 to 1
public record Share(double value, double low, double high) {

  private static final double Z =
      NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - MeanTest.CONFIDENCE) / 2);

  /// Wilson's score interval: honest near 0 and 1, and for small groups.
  ///
  /// Source: Wilson (1927), JASA 22(158), 209–212.
  public static Share of(long k, long n) {
    if (n < 1 || k < 0 || k > n) {
      throw new IllegalArgumentException(k + " of " + n + " is no share");
    }
    double share = (double) k / n;
    double z2 = Z * Z;
    double center = (share + z2 / (2 * n)) / (1 + z2 / n);
    double reach = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
    return new Share(share, Math.max(0, center - reach), Math.min(1, center + reach));
  }

  /// The difference of two independent shares, a − b.
  ///
  /// Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
  public static Share difference(Share a, Share b) {
    double difference = a.value - b.value;
    double low = difference - Math.hypot(a.value - a.low, b.high - b.value);
    double high = difference + Math.hypot(a.high - a.value, b.value - b.low);
    return new Share(difference, low, high);
  }
}
