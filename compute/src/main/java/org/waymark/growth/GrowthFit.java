package org.waymark.growth;

import java.util.Arrays;
import java.util.List;
import org.waymark.growth.quantreg.BSpline;

/// What is kept of a fit: enough to place other scores in it, next year's for instance.
///
/// @param scales one per prior score, the newest first
/// @param coefficients by column (the constant, then seven per prior), 100 per column: one for
///     each of the quantiles 0.005, 0.015 … 0.995
/// @param students how many it was fitted on
public record GrowthFit(List<ScoreScale> scales, double[][] coefficients, int students) {

  /// How many quantiles are fitted.
  public static final int QUANTILES = 100;

  private static final double FIVE_DECIMALS = 1e5;

  public GrowthFit {
    scales = List.copyOf(scales);
    if (coefficients.length != 1 + 7 * scales.size()) {
      throw new IllegalArgumentException(
          coefficients.length + " columns of coefficients for " + scales.size() + " priors");
    }
  }

  /// The quantiles fitted: (1 … 100 − 0.5) / 100.
  public static double[] taus() {
    double[] taus = new double[QUANTILES];
    Arrays.setAll(taus, k -> (k + 0.5) / QUANTILES);
    return taus;
  }

  public int order() {
    return scales.size();
  }

  /// For one thread: predicts student after student without making new arrays.
  public Placement placement() {
    return new Placement();
  }

  /// Places scores in the fit. Not thread-safe.
  public final class Placement {

    private final BSpline[] splines =
        scales.stream().map(ScoreScale::spline).toArray(BSpline[]::new);
    private final double[] basis = new double[coefficients.length];
    private final double[] predicted = new double[QUANTILES];

    /// The 100 predictions, sorted (so that none crosses) and rounded to five decimals. The
    /// array is used again by the next call.
    ///
    /// @param priors the newest first; one beyond a boundary counts as the boundary
    public double[] predict(double[] priors) {
      for (int j = 0; j < splines.length; j++) {
        splines[j].write(priors[j], basis, 1 + 7 * j);
      }
      System.arraycopy(coefficients[0], 0, predicted, 0, QUANTILES);
      for (int c = 1; c < basis.length; c++) {
        double weight = basis[c];
        if (weight != 0) {
          double[] column = coefficients[c];
          for (int k = 0; k < QUANTILES; k++) {
            predicted[k] += weight * column[k];
          }
        }
      }
      for (int k = 0; k < QUANTILES; k++) {
        double value = Math.rint(predicted[k] * FIVE_DECIMALS) / FIVE_DECIMALS;
        int place = k;
        while (place > 0 && predicted[place - 1] > value) {
          predicted[place] = predicted[place - 1];
          place--;
        }
        predicted[place] = value;
      }
      return predicted;
    }

    /// How many predictions lie strictly below the score; 0 counts as 1, 100 as 99.
    public int percentile(double[] priors, double score) {
      return among(predict(priors), score);
    }

    /// Standard error in percentile points: how far the percentile moves when the score, and each
    /// prior score, moves by one standard error of measurement either way.
    ///
    /// @param errors of the score, then of each prior score
    public double standardError(double[] priors, double score, double[] errors) {
      double[] at = predict(priors);
      double half = (among(at, score + errors[0]) - among(at, score - errors[0])) / 2.0;
      double squares = half * half;
      for (int j = 0; j < priors.length; j++) {
        double kept = priors[j];
        priors[j] = kept + errors[j + 1];
        int higher = among(predict(priors), score);
        priors[j] = kept - errors[j + 1];
        int lower = among(predict(priors), score);
        priors[j] = kept;
        squares += (higher - lower) * (higher - lower) / 4.0;
      }
      return Math.sqrt(squares);
    }
  }

  static int among(double[] predicted, double score) {
    int low = 0;
    int high = predicted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (predicted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.min(99, Math.max(1, low));
  }
}
