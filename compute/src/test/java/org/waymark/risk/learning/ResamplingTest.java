package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final int ROWS = 400;
  private static final int TIMES = 300;

  /// Calibrated probabilities of outcomes that are drawn from them, each student twice.
  private record Sample(double[] scores, double[] worse, boolean[] outcomes, long[] students) {

    static Sample of(long seed, int rows) {
      var random = new SplittableRandom(seed);
      double[] scores = new double[rows];
      double[] worse = new double[rows];
      boolean[] outcomes = new boolean[rows];
      for (int i = 0; i < rows; i += 2) {
        double margin = -1.5 + 1.5 * random.nextGaussian();
        boolean outcome = random.nextDouble() < Logistic.probability(margin);
        double noise = random.nextGaussian();
        for (int k = i; k < i + 2; k++) {
          scores[k] = Logistic.probability(margin);
          worse[k] = Logistic.probability(margin + 1.5 * noise);
          outcomes[k] = outcome;
        }
      }
      return new Sample(
          scores, worse, outcomes, LongStream.range(0, rows).map(i -> i / 2).toArray());
    }
  }

  @Test
  void nineteen_of_twenty_intervals_hold_the_truth() {
    Sample large = Sample.of(99, 400_000);
    Map<Measure, Double> truth = Skill.measure(
        large.scores, large.outcomes, Measure.OF_PROBABILITY, large.scores.length / 10);
    double difference = Skill.precisionAt(large.scores, large.outcomes, large.scores.length / 10)
        - Skill.precisionAt(large.worse, large.outcomes, large.scores.length / 10);
    int trials = 200;
    var held = new EnumMap<Measure, Integer>(Measure.class);
    int differences = 0;
    for (int trial = 0; trial < trials; trial++) {
      Sample sample = Sample.of(1000 + trial, ROWS);
      var resampling = new Resampling(sample.students, TIMES, trial);
      var intervals =
          resampling.intervals(sample.scores, sample.outcomes, Measure.OF_PROBABILITY, ROWS / 10);
      intervals.forEach((measure, interval) -> {
        double true_ = truth.getOrDefault(measure, -1.0);
        held.merge(
            measure, interval.low() <= true_ && true_ <= interval.high() ? 1 : 0, Integer::sum);
      });
      Interval apart = resampling.difference(
          sample.scores, sample.worse, sample.outcomes, Measure.PRECISION_AT_CAPACITY, ROWS / 10);
      differences += apart.low() <= difference && difference <= apart.high() ? 1 : 0;
    }
    // 95 % of 200 is 190; fewer than 176 of them by chance once in 10,000 (binomial). The
    // percentile bootstrap of 200 students falls a little short of its name.
    for (Measure measure : Measure.values()) {
      assertThat(held.get(measure)).as(measure.key()).isBetween(176, 200);
    }
    assertThat(differences).as("difference").isBetween(176, 200);
  }

  @Test
  void students_are_drawn_with_all_their_rows() {
    Sample sample = Sample.of(5, ROWS);
    var byStudent = new Resampling(sample.students, TIMES, 1)
        .intervals(sample.scores, sample.outcomes, Measure.OF_ORDER, ROWS / 10);
    var byRow = new Resampling(LongStream.range(0, ROWS).toArray(), TIMES, 1)
        .intervals(sample.scores, sample.outcomes, Measure.OF_ORDER, ROWS / 10);
    // Two equal rows a student are half as much knowledge: intervals √2 as wide.
    assertThat(width(byStudent) / width(byRow)).isBetween(1.2, 1.65);
  }

  @Test
  void the_same_seed_draws_the_same_students() {
    Sample sample = Sample.of(5, ROWS);
    var one = new Resampling(sample.students, TIMES, 1)
        .intervals(sample.scores, sample.outcomes, Measure.OF_PROBABILITY, ROWS / 10);
    assertThat(new Resampling(sample.students, TIMES, 1)
            .intervals(sample.scores, sample.outcomes, Measure.OF_PROBABILITY, ROWS / 10))
        .isEqualTo(one);
    assertThat(new Resampling(sample.students, TIMES, 2)
            .intervals(sample.scores, sample.outcomes, Measure.OF_PROBABILITY, ROWS / 10))
        .isNotEqualTo(one);
  }

  @Test
  void a_score_does_not_differ_from_itself() {
    Sample sample = Sample.of(5, ROWS);
    assertThat(new Resampling(sample.students, TIMES, 1)
            .difference(sample.scores, sample.scores, sample.outcomes, Measure.AUROC, 40))
        .isEqualTo(new Interval(0, 0));
  }

  @Test
  void one_student_alone_has_no_interval() {
    var one = new Resampling(new long[] {7, 8}, TIMES, 1);
    boolean[] outcomes = {true, false};
    assertThat(one.intervals(new double[] {0.2, 0.1}, outcomes, Measure.OF_ORDER, 1))
        .hasSize(4);
    var same = new Resampling(new long[] {7, 7}, TIMES, 1);
    assertThat(same.intervals(new double[] {0.2, 0.1}, outcomes, Measure.OF_ORDER, 1))
        .hasSize(4);
    boolean[] rare = new boolean[100_000];
    assertThatThrownBy(() -> new Resampling(new long[rare.length], TIMES, 1)
            .intervals(new double[rare.length], rare, Measure.OF_ORDER, 1))
        .hasMessageContaining("nothing tells them apart");
    assertThatThrownBy(() -> new Resampling(new long[2], 3, 1))
        .hasMessage("times: saw 3, expected 40 or more");
  }

  private static double width(Map<Measure, Interval> intervals) {
    Interval auroc = intervals.getOrDefault(Measure.AUROC, new Interval(0, 0));
    return auroc.high() - auroc.low();
  }
}
