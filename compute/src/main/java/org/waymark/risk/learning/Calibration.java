package org.waymark.risk.learning;

import java.util.Arrays;

/// Turns margins into probabilities: p = 1 / (1 + exp(−(slope·margin + intercept))).
///
/// A straight line keeps reasons additive: contributions times the slope, the base times the
/// slope plus the intercept, sum to the log-odds of p. Source: Platt (1999), Advances in Large
/// Margin Classifiers, 61–74, with his smoothed targets; solved as in Lin, Lin & Weng (2007),
/// Machine Learning 68, 267–276. Margins of two outcomes that don't overlap have no best line;
/// the smoothed targets give them one.
///
/// @param slope over 0 for a model that says anything; at or under 0 the margins point the
///     wrong way and the model is to be refused
/// @param intercept log-odds
public record Calibration(double slope, double intercept) {

  private static final int MOST_STEPS = 100;
  private static final double ENOUGH = 1e-10;
  private static final double LEAST_CURVE = 1e-12;

  public Calibration {
    if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "a calibration needs finite numbers, saw " + slope + " and " + intercept);
    }
  }

  /// @param margins finite, of rows the model was not trained on
  /// @throws IllegalArgumentException if there are no rows or one outcome only
  public static Calibration fit(double[] margins, boolean[] outcomes) {
    Skill.check(margins, outcomes);
    double first = margins[0];
    boolean isFlat = Arrays.stream(margins).allMatch(margin -> margin == first);
    int yes = 0;
    for (boolean outcome : outcomes) {
      yes += outcome ? 1 : 0;
    }
    int no = outcomes.length - yes;
    double high = (yes + 1.0) / (yes + 2.0);
    double low = 1.0 / (no + 2.0);
    double slope = 0;
    double intercept = Math.log((yes + 1.0) / (no + 1.0));
    double loss = loss(margins, outcomes, high, low, slope, intercept);
    for (int step = 0; step < MOST_STEPS; step++) {
      double slopes = LEAST_CURVE;
      double crossed = 0;
      double constants = LEAST_CURVE;
      double slopeGradient = 0;
      double constantGradient = 0;
      for (int i = 0; i < margins.length; i++) {
        double p = Logistic.probability(slope * margins[i] + intercept);
        double off = (outcomes[i] ? high : low) - p;
        double weight = p * (1 - p);
        slopes += weight * margins[i] * margins[i];
        crossed += weight * margins[i];
        constants += weight;
        slopeGradient += off * margins[i];
        constantGradient += off;
      }
      double determinant = slopes * constants - crossed * crossed;
      // Margins that are all the same have no slope.
      double slopeStep =
          isFlat ? 0 : (constants * slopeGradient - crossed * constantGradient) / determinant;
      double constantStep = isFlat
          ? constantGradient / constants
          : (slopes * constantGradient - crossed * slopeGradient) / determinant;
      double share = 1;
      double next = loss(margins, outcomes, high, low, slope + slopeStep, intercept + constantStep);
      while (!(next <= loss) && share > 1e-10) {
        share /= 2;
        next = loss(
            margins,
            outcomes,
            high,
            low,
            slope + share * slopeStep,
            intercept + share * constantStep);
      }
      if (!(next <= loss)) {
        break;
      }
      slope += share * slopeStep;
      intercept += share * constantStep;
      loss = next;
      if (share * Math.max(Math.abs(slopeStep), Math.abs(constantStep)) < ENOUGH) {
        break;
      }
    }
    return new Calibration(slope, intercept);
  }

  public double probability(double margin) {
    return Logistic.probability(logOdds(margin));
  }

  /// Log-odds of the probability.
  public double logOdds(double margin) {
    return slope * margin + intercept;
  }

  private static double loss(
      double[] margins,
      boolean[] outcomes,
      double high,
      double low,
      double slope,
      double intercept) {
    double sum = 0;
    for (int i = 0; i < margins.length; i++) {
      double logOdds = slope * margins[i] + intercept;
      sum += Logistic.softplus(logOdds) - (outcomes[i] ? high : low) * logOdds;
    }
    return sum;
  }
}
