package org.waymark.growth;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.growth.quantreg.BSpline;

/// Knots and boundaries of one grade's scores: where the spline bends.
///
/// Knots at the 0.2, 0.4, 0.6 and 0.8 quantiles (type 7 of Hyndman & Fan 1996) of all valid
/// scores of the grade and subject in the years before; boundaries their range, 10 % longer at
/// each end; all rounded to three decimals.
///
/// @param knots four, ascending
public record ScoreScale(List<Double> knots, double low, double high) {

  private static final double[] SHARES = {0.2, 0.4, 0.6, 0.8};
  private static final double EXTENDED = 0.1;

  public ScoreScale {
    knots = List.copyOf(knots);
  }

  /// @param sorted all valid scores, ascending
  /// @return null when they are all the same, or none
  public static @Nullable ScoreScale of(double[] sorted) {
    if (sorted.length == 0) {
      return null;
    }
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    double more = EXTENDED * (most - least);
    double low = rounded(least - more);
    double high = rounded(most + more);
    var knots = new java.util.ArrayList<Double>();
    for (double share : SHARES) {
      double knot = rounded(quantile(sorted, share));
      if (!(knot > low && knot < high)) {
        return null;
      }
      knots.add(knot);
    }
    return new ScoreScale(knots, low, high);
  }

  BSpline spline() {
    return new BSpline(knots.stream().mapToDouble(Double::doubleValue).toArray(), low, high);
  }

  static double quantile(double[] sorted, double share) {
    double place = (sorted.length - 1) * share;
    // R's type 7 forgives four units in the last place before it interpolates.
    int below = (int) Math.floor(place + 4 * Math.ulp(1.0));
    double rest = place - below;
    if (Math.abs(rest) < 4 * Math.ulp(1.0) || below + 1 >= sorted.length) {
      return sorted[below];
    }
    return (1 - rest) * sorted[below] + rest * sorted[below + 1];
  }

  private static double rounded(double value) {
    return new BigDecimal(value).setScale(3, RoundingMode.HALF_EVEN).doubleValue();
  }
}
