package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void margins_that_overstate_are_drawn_in() {
    long seed = 7;
    var random = new SplittableRandom(seed);
    double[] margins = new double[20_000];
    boolean[] outcomes = new boolean[margins.length];
    for (int i = 0; i < margins.length; i++) {
      double truth = -2 + 1.5 * (random.nextDouble() * 2 - 1);
      margins[i] = 3 * truth + 1;
      outcomes[i] = random.nextDouble() < 1 / (1 + Math.exp(-truth));
    }
    var calibration = Calibration.fit(margins, outcomes);
    assertThat(calibration.slope()).as("seed %s", seed).isCloseTo(1 / 3.0, within(0.03));
    assertThat(calibration.probability(3 * -2 + 1)).isCloseTo(0.1192, within(0.01));
    double p = calibration.probability(0.4);
    assertThat(Math.log(p / (1 - p))).isCloseTo(calibration.logOdds(0.4), within(1e-12));
  }

  @Test
  void outcomes_that_the_margins_separate_get_finite_probabilities() {
    var calibration = Calibration.fit(
        new double[] {-900, -800, 800, 900}, new boolean[] {false, false, true, true});
    assertThat(calibration.slope()).isPositive();
    assertThat(calibration.probability(850)).isBetween(0.6, 0.9);
  }

  @Test
  void margins_that_are_all_the_same_give_everybody_the_rate() {
    var calibration =
        Calibration.fit(new double[] {2, 2, 2, 2}, new boolean[] {true, false, false, false});
    assertThat(calibration.slope()).isZero();
    // Platt's targets: 2/3 for the one who had the outcome, 1/5 for the three who had not
    assertThat(calibration.probability(2)).isCloseTo((2 / 3.0 + 3 / 5.0) / 4, within(1e-9));
  }

  @Test
  void margins_that_point_the_wrong_way_show_by_their_slope() {
    var calibration = Calibration.fit(
        new double[] {3, 2, 1, 0, -1, -2}, new boolean[] {false, false, true, false, true, true});
    assertThat(calibration.slope()).isNegative();
  }

  @Test
  void one_outcome_only_is_refused() {
    assertThatThrownBy(() -> Calibration.fit(new double[] {1, 2}, new boolean[2]))
        .hasMessage("all 2 rows were without the outcome: nothing tells them apart");
    assertThatThrownBy(
            () -> Calibration.fit(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .hasMessage("score 1: saw NaN, expected a finite number");
  }
}
