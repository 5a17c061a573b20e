package org.waymark.risk.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waymark.risk.Proof;
import org.waymark.risk.Proof.Rating;
import org.waymark.risk.learning.Interval;
import org.waymark.risk.learning.Measure;
import org.waymark.risk.learning.Resampling;
import org.waymark.risk.learning.Skill;

/// Tries several ways to choose students on the same students, at the same number of flags.
final class Examination {

  private static final int DRAWS = 500;

  private final long[] students;
  private final boolean[] outcomes;
  private final int flags;
  private final Resampling resampling;

  Examination(long[] students, boolean[] outcomes, int flags, long seed) {
    this.students = students;
    this.outcomes = outcomes;
    this.flags = flags;
    this.resampling = new Resampling(students, DRAWS, seed);
  }

  Rating probabilities(String name, double[] scores) {
    return rating(
        name, scores, Measure.OF_PROBABILITY, Skill.curve(scores, outcomes), Optional.empty());
  }

  Rating order(String name, double[] scores) {
    return rating(name, scores, Measure.OF_ORDER, List.of(), Optional.empty());
  }

  /// The rule at the same number of flags, and by its own lines.
  Rating rule(double[] scores, boolean[] isFlagged) {
    long flagged = 0;
    long right = 0;
    long troubled = 0;
    for (int i = 0; i < isFlagged.length; i++) {
      flagged += isFlagged[i] ? 1 : 0;
      right += isFlagged[i] && outcomes[i] ? 1 : 0;
      troubled += outcomes[i] ? 1 : 0;
    }
    var own = flagged == 0
        ? Optional.<Proof.Flagged>empty()
        : Optional.of(new Proof.Flagged(
            flagged, (double) right / flagged, troubled == 0 ? 0 : (double) right / troubled));
    return rating("indicator rule", scores, Measure.OF_ORDER, List.of(), own);
  }

  private Rating rating(
      String name,
      double[] scores,
      Set<Measure> measures,
      List<Skill.Point> curve,
      Optional<Proof.Flagged> flagged) {
    Map<Measure, Double> figures = Skill.measure(scores, outcomes, measures, flags);
    return new Rating(
        name, figures, resampling.intervals(scores, outcomes, measures, flags), curve, flagged);
  }

  /// How much more of the first's flags are right.
  Interval difference(double[] scores, double[] others) {
    return resampling.difference(scores, others, outcomes, Measure.PRECISION_AT_CAPACITY, flags);
  }

  /// The highest scores, as many as there are flags; of those tied at the cut the first.
  boolean[] flagged(double[] scores) {
    Integer[] order = new Integer[students.length];
    java.util.Arrays.setAll(order, i -> i);
    java.util.Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
    boolean[] flagged = new boolean[scores.length];
    for (int i = 0; i < flags; i++) {
      flagged[order[i]] = true;
    }
    return flagged;
  }
}
