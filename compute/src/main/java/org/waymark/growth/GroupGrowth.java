package org.waymark.growth;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.waymark.statistics.CriticalT;
import org.waymark.statistics.SmallestGroup;

/// Growth of a group: mean and median of its percentiles, or why nothing is said.
public sealed interface GroupGrowth {

  /// @param n students with a percentile
  /// @param meanLow lower end of the 95 % interval of the mean, by Student's t
  /// @param medianLow lower end of the 95 % interval of the median: order statistics, so at
  ///     least 95 % whatever the shape
  record Known(
      int n,
      double mean,
      double meanLow,
      double meanHigh,
      double median,
      double medianLow,
      double medianHigh,
      int low,
      int typical,
      int high)
      implements GroupGrowth {}

  /// @param reason in words, for people
  record NotKnown(int n, String reason) implements GroupGrowth {}

  /// @param sgps each 1 to 99
  static GroupGrowth of(int[] sgps) {
    int n = sgps.length;
    if (n < SmallestGroup.SHOWN) {
      return new NotKnown(n, SmallestGroup.tooFew(n));
    }
    int[] sorted = sgps.clone();
    Arrays.sort(sorted);
    if (sorted[0] < 1 || sorted[n - 1] > 99) {
      throw new IllegalArgumentException(
          "percentile " + (sorted[0] < 1 ? sorted[0] : sorted[n - 1]) + " is outside 1..99");
    }
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double squares =
        Arrays.stream(sorted).mapToDouble(s -> (s - mean) * (s - mean)).sum();
    double reach = CriticalT.of(n - 1.0) * Math.sqrt(squares / (n - 1) / n);
    // The largest k with P(fewer than k below the median) ≤ 2.5 %: Conover (1999), §3.2.
    int k = Math.max(0, BinomialDistribution.of(n, 0.5).inverseCumulativeProbability(0.025) - 1);
    int[] levels = new int[3];
    for (int sgp : sorted) {
      levels[GrowthLevel.of(sgp).ordinal()]++;
    }
    return new Known(
        n,
        mean,
        Math.max(1, mean - reach),
        Math.min(99, mean + reach),
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0,
        sorted[k],
        sorted[n - 1 - k],
        levels[0],
        levels[1],
        levels[2]);
  }
}
