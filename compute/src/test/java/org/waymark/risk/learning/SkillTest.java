package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The figures themselves stand against scikit-learn in ReferenceTest.
class SkillTest {

  @Test
  void of_those_tied_at_the_cut_the_expectation_counts() {
    double[] scores = {0.9, 0.5, 0.5, 0.5, 0.1};
    boolean[] outcomes = {true, true, false, false, true};
    assertThat(Skill.precisionAt(scores, outcomes, 1)).isEqualTo(1);
    // the second of the two flags is one of three, one of whom had the outcome
    assertThat(Skill.precisionAt(scores, outcomes, 2)).isCloseTo((1 + 1 / 3.0) / 2, within(1e-12));
    assertThat(Skill.recallAt(scores, outcomes, 2)).isCloseTo((1 + 1 / 3.0) / 3, within(1e-12));
    assertThat(Skill.precisionAt(scores, outcomes, 4)).isCloseTo(0.5, within(1e-12));
    assertThat(Skill.recallAt(scores, outcomes, 5)).isEqualTo(1);
  }

  @Test
  void calibration_error_is_the_mean_distance_of_ten_groups() {
    double[] p = new double[100];
    boolean[] outcomes = new boolean[100];
    for (int i = 0; i < 100; i++) {
      int group = i / 10;
      p[i] = 0.05 + 0.1 * group + 0.0001 * (i % 10);
      outcomes[i] = i % 10 < group;
    }
    // predicted 0.05045 + 0.1 g, observed 0.1 g
    assertThat(Skill.calibrationError(p, outcomes)).isCloseTo(0.05045, within(1e-12));
    var curve = Skill.curve(p, outcomes);
    assertThat(curve)
        .hasSize(10)
        .isSortedAccordingTo((a, b) -> Double.compare(a.predicted(), b.predicted()));
    assertThat(curve.get(3).predicted()).isCloseTo(0.35045, within(1e-12));
    assertThat(curve.get(3).observed()).isCloseTo(0.3, within(1e-12));
    assertThat(curve.get(3).low()).isBetween(0.1, 0.15);
    assertThat(curve.stream().mapToLong(Skill.Point::students).sum()).isEqualTo(100);
  }

  @Test
  void no_figure_depends_on_the_order_of_the_rows() {
    long seed = 3;
    var random = new SplittableRandom(seed);
    double[] scores = new double[500];
    boolean[] outcomes = new boolean[500];
    for (int i = 0; i < 500; i++) {
      scores[i] = random.nextInt(8) / 8.0;
      outcomes[i] = random.nextDouble() < scores[i];
    }
    var figures = Skill.measure(scores, outcomes, Measure.OF_PROBABILITY, 50);
    double[] turned = new double[500];
    boolean[] turnedOutcomes = new boolean[500];
    for (int i = 0; i < 500; i++) {
      turned[i] = scores[(i * 7 + 11) % 500];
      turnedOutcomes[i] = outcomes[(i * 7 + 11) % 500];
    }
    assertThat(Skill.measure(turned, turnedOutcomes, Measure.OF_PROBABILITY, 50))
        .as("seed %s", seed)
        .isEqualTo(figures);
    assertThat(figures.values()).allMatch(Double::isFinite);
  }

  @Test
  void the_same_score_for_all_orders_nobody() {
    double[] scores = new double[40];
    Arrays.fill(scores, 0.25);
    boolean[] outcomes = new boolean[40];
    Arrays.fill(outcomes, 0, 10, true);
    var figures = Skill.measure(scores, outcomes, Measure.OF_PROBABILITY, 4);
    assertThat(figures.get(Measure.AUROC)).isEqualTo(0.5);
    assertThat(figures.get(Measure.PRECISION_AT_CAPACITY)).isEqualTo(0.25);
    assertThat(figures.get(Measure.RECALL_AT_CAPACITY)).isEqualTo(0.1);
    assertThat(figures.get(Measure.CALIBRATION_ERROR)).isZero();
    assertThat(Skill.curve(scores, outcomes)).hasSize(1);
  }

  @Test
  void what_has_no_answer_is_refused_with_its_reason() {
    double[] two = {0.1, 0.2};
    assertThatThrownBy(() -> Skill.auroc(two, new boolean[2]))
        .hasMessage("all 2 rows were without the outcome: nothing tells them apart");
    assertThatThrownBy(() -> Skill.auroc(new double[0], new boolean[0]))
        .hasMessage("there are no rows");
    assertThatThrownBy(() -> Skill.auroc(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .hasMessage("score 1: saw NaN, expected a finite number");
    assertThatThrownBy(() -> Skill.brier(new double[] {1, 1.5}, new boolean[] {true, false}))
        .hasMessage("probability 1: saw 1.5, expected 0 to 1");
    assertThatThrownBy(() -> Skill.precisionAt(two, new boolean[] {true, false}, 3))
        .hasMessage("flags: saw 3, expected 1 to 2, the number of rows");
  }
}
