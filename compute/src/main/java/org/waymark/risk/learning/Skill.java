package org.waymark.risk.learning;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How good are scores, now that the outcomes are known? Scores may be tied.
///
/// Formulas and sources: docs/method/prediction.md. No figure is ever NaN: where one would
/// be undefined (no rows, one outcome only) there is an exception that says so.
public final class Skill {

  private Skill() {}

  /// The chance that one with the outcome has a higher score than one without, ties half.
  public static double auroc(double[] scores, boolean[] outcomes) {
    return of(scores, outcomes, Measure.AUROC, 1);
  }

  /// Σ (recall − recall before) · precision over the distinct scores.
  public static double averagePrecision(double[] scores, boolean[] outcomes) {
    return of(scores, outcomes, Measure.AVERAGE_PRECISION, 1);
  }

  /// The mean of (p − outcome)².
  public static double brier(double[] probabilities, boolean[] outcomes) {
    checkProbabilities(probabilities);
    return of(probabilities, outcomes, Measure.BRIER, 1);
  }

  /// The mean distance between predicted and observed rate over ten bins of equal size.
  public static double calibrationError(double[] probabilities, boolean[] outcomes) {
    checkProbabilities(probabilities);
    return of(probabilities, outcomes, Measure.CALIBRATION_ERROR, 1);
  }

  /// The share of the k highest that had the outcome; of those tied at the cut, by expectation.
  public static double precisionAt(double[] scores, boolean[] outcomes, int k) {
    return of(scores, outcomes, Measure.PRECISION_AT_CAPACITY, share(k, scores.length));
  }

  /// The share of those who had the outcome that is among the k highest.
  public static double recallAt(double[] scores, boolean[] outcomes, int k) {
    return of(scores, outcomes, Measure.RECALL_AT_CAPACITY, share(k, scores.length));
  }

  /// Several measures of the same scores.
  ///
  /// @param flags how many there is capacity for
  public static Map<Measure, Double> measure(
      double[] scores, boolean[] outcomes, Set<Measure> measures, int flags) {
    if (measures.contains(Measure.BRIER) || measures.contains(Measure.CALIBRATION_ERROR)) {
      checkProbabilities(scores);
    }
    double flagged = share(flags, scores.length);
    var counted = new Ranking(scores, outcomes).counted();
    var answer = new EnumMap<Measure, Double>(Measure.class);
    for (Measure measure : measures) {
      answer.put(measure, counted.measure(measure, flagged));
    }
    return answer;
  }

  /// Predicted and observed rates of ten bins of equal size, the lowest first.
  public static List<Point> curve(double[] probabilities, boolean[] outcomes) {
    checkProbabilities(probabilities);
    return new Ranking(probabilities, outcomes).counted().curve();
  }

  /// @param predicted mean probability of the bin
  /// @param observed share of the bin that had the outcome
  /// @param low lower end of its 95 % interval (Wilson)
  /// @param high upper end
  /// @param students in the bin
  public record Point(double predicted, double observed, double low, double high, long students) {}

  static double share(int flags, int rows) {
    if (flags < 1 || flags > rows) {
      throw new IllegalArgumentException(
          "flags: saw " + flags + ", expected 1 to " + rows + ", the number of rows");
    }
    return (double) flags / rows;
  }

  static void check(double[] scores, boolean[] outcomes) {
    if (scores.length != outcomes.length) {
      throw new IllegalArgumentException(
          outcomes.length + " outcomes for " + scores.length + " scores");
    }
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i])) {
        throw new IllegalArgumentException(
            "score " + i + ": saw " + scores[i] + ", expected a finite number");
      }
    }
    bothHappened(outcomes);
  }

  static void bothHappened(boolean[] outcomes) {
    if (outcomes.length == 0) {
      throw new IllegalArgumentException("there are no rows");
    }
    for (boolean outcome : outcomes) {
      if (outcome != outcomes[0]) {
        return;
      }
    }
    throw new IllegalArgumentException("all " + outcomes.length + " rows "
        + (outcomes[0] ? "had the outcome" : "were without the outcome")
        + ": nothing tells them apart");
  }

  static void checkProbabilities(double[] probabilities) {
    for (int i = 0; i < probabilities.length; i++) {
      if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
        throw new IllegalArgumentException(
            "probability " + i + ": saw " + probabilities[i] + ", expected 0 to 1");
      }
    }
  }

  private static double of(double[] scores, boolean[] outcomes, Measure measure, double flagged) {
    return new Ranking(scores, outcomes).counted().measure(measure, flagged);
  }
}
