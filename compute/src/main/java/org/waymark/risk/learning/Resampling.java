package org.waymark.risk.learning;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How far would a figure move with other students? The bootstrap over students.
///
/// Students are drawn with replacement, each with all their rows, since the rows of one student
/// are not independent (Davison & Hinkley 1997, § 3.8). 95 % intervals are the 2.5th and 97.5th
/// percentiles of the draws. Calibration error is the exception: chance alone raises it, and once
/// more in each draw, by like amounts of its square; so the squares of its draws are mirrored at
/// the square of the figure (the basic bootstrap, § 5.2). An interval always holds its figure.
/// Same seed, same draws: figures of two scores are paired.
public final class Resampling {

  /// Enough that an interval's ends move by little more than a tenth of its width.
  public static final int TIMES = 1000;

  private static final int MOST_REDRAWS = 1000;
  private static final double TAIL = 0.025;

  private final int[] studentOf;
  private final int students;
  private final long[] seeds;

  /// @param students the key of each row's student
  /// @param times how often to draw, 40 or more
  public Resampling(long[] students, int times, long seed) {
    if (times < 40) {
      throw new IllegalArgumentException("times: saw " + times + ", expected 40 or more");
    }
    var known = new HashMap<Long, Integer>();
    studentOf = new int[students.length];
    for (int i = 0; i < students.length; i++) {
      studentOf[i] = known.computeIfAbsent(students[i], s -> known.size());
    }
    this.students = known.size();
    seeds = new SplittableRandom(seed).longs(times).toArray();
  }

  /// The interval of each measure.
  ///
  /// @param flags how many there is capacity for
  /// @throws IllegalArgumentException if hardly anybody had the outcome, or hardly anybody not
  public Map<Measure, Interval> intervals(
      double[] scores, boolean[] outcomes, Set<Measure> measures, int flags) {
    var figures = Skill.measure(scores, outcomes, measures, flags);
    double flagged = Skill.share(flags, scores.length);
    var ranking = new Ranking(scores, outcomes);
    double[][] draws = draw(outcomes, weights -> {
      var counted = ranking.counted(weights);
      return measures.stream().mapToDouble(m -> counted.measure(m, flagged)).toArray();
    });
    var answer = new EnumMap<Measure, Interval>(Measure.class);
    int at = 0;
    for (Measure measure : measures) {
      double figure = figures.getOrDefault(measure, 0.0);
      answer.put(measure, interval(measure, figure, column(draws, at++)));
    }
    return answer;
  }

  /// The interval of how much further `scores` gets than `others` on the same students.
  public Interval difference(
      double[] scores, double[] others, boolean[] outcomes, Measure measure, int flags) {
    double flagged = Skill.share(flags, scores.length);
    var one = new Ranking(scores, outcomes);
    var other = new Ranking(others, outcomes);
    double[][] draws = draw(outcomes, weights -> new double[] {
      one.counted(weights).measure(measure, flagged)
          - other.counted(weights).measure(measure, flagged)
    });
    double figure =
        one.counted().measure(measure, flagged) - other.counted().measure(measure, flagged);
    return holding(figure, ends(column(draws, 0)));
  }

  private interface Draw {
    double[] figures(int[] weights);
  }

  private double[][] draw(boolean[] outcomes, Draw draw) {
    if (outcomes.length != studentOf.length) {
      throw new IllegalArgumentException(
          outcomes.length + " outcomes for " + studentOf.length + " rows");
    }
    return IntStream.range(0, seeds.length)
        .parallel()
        .mapToObj(time -> draw.figures(weights(new SplittableRandom(seeds[time]), outcomes)))
        .toArray(double[][]::new);
  }

  private int[] weights(SplittableRandom random, boolean[] outcomes) {
    int[] weights = new int[studentOf.length];
    for (int again = 0; again < MOST_REDRAWS; again++) {
      int[] drawn = new int[students];
      for (int i = 0; i < students; i++) {
        drawn[random.nextInt(students)]++;
      }
      boolean isYes = false;
      boolean isNo = false;
      for (int row = 0; row < weights.length; row++) {
        weights[row] = drawn[studentOf[row]];
        isYes |= weights[row] > 0 && outcomes[row];
        isNo |= weights[row] > 0 && !outcomes[row];
      }
      if (isYes && isNo) {
        return weights;
      }
    }
    throw new IllegalArgumentException(
        "one outcome is too rare among " + students + " students for an interval");
  }

  private static Interval interval(Measure measure, double figure, double[] draws) {
    Interval ends = ends(draws);
    if (measure == Measure.CALIBRATION_ERROR) {
      ends = new Interval(mirrored(figure, ends.high()), mirrored(figure, ends.low()));
    }
    return holding(figure, ends);
  }

  private static double mirrored(double figure, double end) {
    return Math.sqrt(Math.max(0, 2 * figure * figure - end * end));
  }

  private static Interval holding(double figure, Interval ends) {
    return new Interval(Math.min(figure, ends.low()), Math.max(figure, ends.high()));
  }

  private static Interval ends(double[] draws) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /// Type 7 of Hyndman & Fan (1996).
  static double quantile(double[] sorted, double at) {
    double place = at * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static double[] column(double[][] draws, int at) {
    return Arrays.stream(draws).mapToDouble(d -> d[at]).toArray();
  }
}
