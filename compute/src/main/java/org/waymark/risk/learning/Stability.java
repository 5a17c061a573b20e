package org.waymark.risk.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Do today's numbers still look like those of the training?
///
/// The population stability index over the bins of the reference:
/// Σ (share now − share then) · ln(share now ÷ share then). Under 0.1 is commonly read as no
/// change, over 0.2 as a change that calls for retraining (Siddiqi 2006, Credit Risk Scorecards;
/// Yurdakul 2018 gives its distribution: by chance alone about (bins − 1)·(1/n + 1/m)).
/// Missing values are a bin of their own.
public final class Stability {

  private static final int MOST_BINS = 10;

  private Stability() {}

  /// How a feature lay in the training.
  ///
  /// @param edges ascending; bin i holds values over edge i − 1 and up to edge i, the last bin
  ///     all over the last edge
  /// @param counts one more than edges
  /// @param missing how many rows had no value
  public record Bins(List<Double> edges, List<Long> counts, long missing) {

    public Bins {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
      if (counts.size() != edges.size() + 1) {
        throw new IllegalArgumentException(
            counts.size() + " counts do not fit " + edges.size() + " edges");
      }
    }

    /// Up to ten bins at the deciles; fewer where many values are the same.
    ///
    /// @param values NaN = missing
    public static Bins of(float[] values) {
      double[] sorted = sorted(values);
      var edges = new java.util.TreeSet<Double>();
      for (int i = 1; i < MOST_BINS && sorted.length > 0; i++) {
        double edge = sorted[(int) Math.ceil((double) i * sorted.length / MOST_BINS) - 1];
        if (edge < sorted[sorted.length - 1]) {
          edges.add(edge);
        }
      }
      long[] counts = count(List.copyOf(edges), sorted);
      return new Bins(
          List.copyOf(edges),
          Arrays.stream(counts).boxed().collect(Collectors.toUnmodifiableList()),
          values.length - sorted.length);
    }

    public long rows() {
      return missing + counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /// @param now today's values, NaN = missing
  /// @throws IllegalArgumentException if either side has no rows
  public static double psi(Bins then, float[] now) {
    if (then.rows() == 0 || now.length == 0) {
      throw new IllegalArgumentException(
          "no rows to compare: " + then.rows() + " in the training, " + now.length + " now");
    }
    double[] sorted = sorted(now);
    long[] counts = count(then.edges, sorted);
    int bins = counts.length + 1;
    double sum = part(then.missing, then.rows(), now.length - sorted.length, now.length, bins);
    for (int i = 0; i < counts.length; i++) {
      sum += part(then.counts.get(i), then.rows(), counts[i], now.length, bins);
    }
    return sum;
  }

  /// Half a row is added to each bin, so that an empty one has a logarithm and few rows no
  /// great say.
  private static double part(long then, long allThen, long now, long allNow, int bins) {
    if (then == 0 && now == 0) {
      return 0;
    }
    double p = (then + 0.5) / (allThen + 0.5 * bins);
    double q = (now + 0.5) / (allNow + 0.5 * bins);
    return (q - p) * Math.log(q / p);
  }

  private static double[] sorted(float[] values) {
    double[] there = new double[values.length];
    int n = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        there[n++] = value;
      }
    }
    double[] answer = Arrays.copyOf(there, n);
    Arrays.sort(answer);
    return answer;
  }

  private static long[] count(List<Double> edges, double[] sorted) {
    long[] counts = new long[edges.size() + 1];
    int bin = 0;
    for (double value : sorted) {
      while (bin < edges.size() && value > edges.get(bin)) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }
}
