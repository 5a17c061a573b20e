package org.waymark.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// p-values for many tests listed together, so that a long list doesn't find things by chance.
///
/// Source: Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57(1), 289–300.
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /// @param p the raw p-values of one list
  /// @return the adjusted ones in the same order, each at most 1
  public static double[] adjust(double... p) {
    var falling = IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
        .toList();
    double[] adjusted = new double[p.length];
    double smallest = 1;
    int rank = p.length;
    for (int i : falling) {
      smallest = Math.min(smallest, p[i] * ((double) p.length / rank));
      adjusted[i] = smallest;
      rank--;
    }
    return adjusted;
  }

  /// How many of the list stay below a level after adjustment.
  public static long significant(double... p) {
    return Arrays.stream(adjust(p)).filter(q -> q < MeanTest.SIGNIFICANT).count();
  }
}
