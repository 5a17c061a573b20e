package org.waymark.growth.quantreg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/// Fits conditional quantiles by minimising the check loss u(τ − 1[u<0]), exactly.
///
/// Source: Koenker & Bassett (1978), Econometrica 46(1), 33–50. How: docs/method/growth.md.
public final class QuantileRegression {

  /// The response is moved by this share of its spread, a different amount for each row, while the
  /// search runs: ties then can't stop it. The solution is taken from the untouched response.
  static final double NUDGE = 1e-8;

  private static final int COLD = 16_000;

  private QuantileRegression() {}

  /// @param design finite numbers; a constant is one of its columns if one is wanted
  /// @param y one finite response a row
  /// @param taus ascending, each between 0 and 1
  /// @param parallel whether the walk may use a second core
  /// @throws IllegalArgumentException if shapes disagree or a tau is outside its range
  public static Fit fit(Design design, double[] y, double[] taus, boolean parallel) {
    check(design, y, taus);
    int n = design.rows();
    int p = design.columns();
    if (n <= p) {
      return new Fit.NotFitted(
          Fit.Reason.TOO_FEW_ROWS, "%d rows can't fit %d columns".formatted(n, p));
    }
    double spread = spread(y);
    if (!(spread > 0)) {
      return new Fit.NotFitted(
          Fit.Reason.CONSTANT_RESPONSE, "all %d responses are the same number".formatted(n));
    }
    Whitening whitening = Whitening.of(design, parallel);
    if (whitening == null) {
      return new Fit.NotFitted(
          Fit.Reason.COLUMNS_DEPEND,
          "too few distinct values: the %d columns depend on each other".formatted(p));
    }
    Design white = whitening.apply(design, parallel);
    double[] nudged = new double[n];
    for (int i = 0; i < n; i++) {
      nudged[i] = y[i] / spread + NUDGE * noise(i);
    }
    return new QuantileRegression.Walk(design, y, white, nudged, taus).run(parallel);
  }

  /// The check loss of these coefficients.
  public static double loss(Design design, double[] y, double[] coefficients, double tau) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double r = y[i] - design.times(i, coefficients);
      sum += r < 0 ? (tau - 1) * r : tau * r;
    }
    return sum;
  }

  private static final class Walk {
    final Design design;
    final double[] y;
    final Design white;
    final double[] nudged;
    final double[] taus;
    final double[] total;
    final double[] lengths;
    final double[][] solution;

    Walk(Design design, double[] y, Design white, double[] nudged, double[] taus) {
      this.design = design;
      this.y = y;
      this.white = white;
      this.nudged = nudged;
      this.taus = taus;
      this.total = new double[design.columns()];
      this.lengths = lengths(white);
      this.solution = new double[taus.length][];
      for (int i = 0; i < design.rows(); i++) {
        white.addTo(total, 1, i);
      }
    }

    Fit run(boolean parallel) {
      int middle = 0;
      for (int k = 1; k < taus.length; k++) {
        if (Math.abs(taus[k] - 0.5) < Math.abs(taus[middle] - 0.5)) {
          middle = k;
        }
      }
      TauPath path = new TauPath(white, nudged, total, lengths);
      double[] start = cold(white, nudged, taus[middle], total);
      double share = white.rows() > COLD ? 0.1 : 1;
      if (!path.step(taus[middle], start, share)) {
        return lost(taus[middle]);
      }
      solution[middle] = Vertex.solve(design, y, path.basis());
      int from = middle;
      List<Double> failed = new ArrayList<>();
      if (parallel && taus.length > 2) {
        ForkJoinTask<@Nullable Double> up = ForkJoinTask.adapt(
            () -> walk(new TauPath(white, nudged, total, lengths), start.clone(), from, 1));
        up.fork();
        add(failed, walk(path, start.clone(), from, -1));
        add(failed, up.join());
      } else {
        add(failed, walk(path, start.clone(), from, -1));
        add(failed, walk(path, start.clone(), from, 1));
      }
      return failed.isEmpty() ? new Fit.Fitted(taus.clone(), solution) : lost(failed.getFirst());
    }

    /// @return the tau at which the search failed, null when it didn't
    private @Nullable Double walk(TauPath path, double[] begin, int from, int direction) {
      double[] before = begin.clone();
      double[] here = begin.clone();
      double share = 0.04;
      int last = from;
      int beforeLast = from;
      for (int k = from + direction; k >= 0 && k < taus.length; k += direction) {
        double[] next = here.clone();
        if (last != beforeLast) {
          double ahead = (taus[k] - taus[last]) / (taus[last] - taus[beforeLast]);
          for (int j = 0; j < next.length; j++) {
            next[j] += ahead * (here[j] - before[j]);
          }
        }
        if (!path.step(taus[k], next, share) && !path.step(taus[k], next = here.clone(), 1)) {
          return taus[k];
        }
        solution[k] = Vertex.solve(design, y, path.basis());
        before = here;
        here = next;
        beforeLast = last;
        last = k;
        share = 0.02;
      }
      return null;
    }
  }

  /// Where to begin without a neighbour: least squares, or the exact answer of a sample.
  private static double[] cold(Design white, double[] y, double tau, double[] total) {
    int n = white.rows();
    int p = white.columns();
    if (n > COLD) {
      double[] x = new double[COLD * p];
      double[] some = new double[COLD];
      double[] sum = new double[p];
      for (int k = 0; k < COLD; k++) {
        int row = (int) ((k + 0.5 + 0.5 * noise(k)) * n / COLD);
        System.arraycopy(white.x(), row * p, x, k * p, p);
        some[k] = y[row];
        Design.add(sum, 1, x, k * p);
      }
      Design sampled = new Design(x, COLD, p);
      double[] begin = leastSquares(sampled, some);
      if (new TauPath(sampled, some, sum, lengths(sampled)).step(tau, begin, 1)) {
        return begin;
      }
    }
    return leastSquares(white, y);
  }

  private static double[] lengths(Design white) {
    double[] lengths = new double[white.rows()];
    for (int i = 0; i < lengths.length; i++) {
      double squares = 0;
      for (int j = 0; j < white.columns(); j++) {
        double value = white.x()[i * white.columns() + j];
        squares += value * value;
      }
      lengths[i] = Math.sqrt(squares);
    }
    return lengths;
  }

  /// X'X is about n·I.
  private static double[] leastSquares(Design white, double[] y) {
    double[] answer = new double[white.columns()];
    for (int i = 0; i < y.length; i++) {
      white.addTo(answer, y[i] / y.length, i);
    }
    return answer;
  }

  private static Fit lost(double tau) {
    return new Fit.NotFitted(
        Fit.Reason.NO_CONVERGENCE, "the search for tau %s didn't end".formatted(tau));
  }

  private static void add(List<Double> list, @Nullable Double value) {
    if (value != null) {
      list.add(value);
    }
  }

  private static double spread(double[] y) {
    double mean = 0;
    for (double value : y) {
      mean += value / y.length;
    }
    double squares = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : y) {
      squares += (value - mean) * (value - mean) / y.length;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most > least ? Math.sqrt(squares) : 0;
  }

  /// Between -1 and 1, the same for the same row in every run (SplitMix64).
  private static double noise(long row) {
    long z = (row + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >> 11) * 0x1.0p-52;
  }

  private static void check(Design design, double[] y, double[] taus) {
    if (y.length != design.rows()) {
      throw new IllegalArgumentException(
          "%d responses for %d rows".formatted(y.length, design.rows()));
    }
    for (int k = 0; k < taus.length; k++) {
      if (!(taus[k] > 0 && taus[k] < 1) || k > 0 && taus[k] <= taus[k - 1]) {
        throw new IllegalArgumentException(
            "taus must ascend between 0 and 1: " + Arrays.toString(taus));
      }
    }
  }
}
