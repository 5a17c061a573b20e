package org.waymark.growth.quantreg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold for any data; the numbers themselves are in ReferenceTest.
class QuantileRegressionTest {

  private static final double[] TAUS = {0.005, 0.1, 0.25, 0.5, 0.505, 0.9, 0.995};

  private record Problem(Design design, double[] y) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void no_step_in_any_direction_makes_the_loss_smaller(long seed) {
    Problem problem = problem(seed, 40 + 97 * (int) seed);
    Fit.Fitted fit = fitted(problem);
    var random = new Random(seed);
    for (int k = 0; k < TAUS.length; k++) {
      double[] best = fit.coefficients()[k];
      double least = QuantileRegression.loss(problem.design, problem.y, best, TAUS[k]);
      for (int tries = 0; tries < 200; tries++) {
        double[] other = best.clone();
        double length = Math.pow(10, -5 * random.nextDouble());
        for (int j = 0; j < other.length; j++) {
          other[j] += length * random.nextGaussian();
        }
        assertThat(QuantileRegression.loss(problem.design, problem.y, other, TAUS[k]))
            .as("seed %d, tau %s", seed, TAUS[k])
            .isGreaterThanOrEqualTo(least * (1 - 1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_order_of_the_rows_leaves_the_loss_unchanged(long seed) {
    Problem problem = problem(seed, 700);
    Problem turned = turned(problem);
    Fit.Fitted fit = fitted(problem);
    Fit.Fitted other = fitted(turned);
    for (int k = 0; k < TAUS.length; k++) {
      double loss =
          QuantileRegression.loss(problem.design, problem.y, fit.coefficients()[k], TAUS[k]);
      assertThat(QuantileRegression.loss(turned.design, turned.y, other.coefficients()[k], TAUS[k]))
          .as("seed %d, tau %s", seed, TAUS[k])
          .isCloseTo(loss, within(1e-11 * loss));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 5})
  void shifting_and_stretching_all_scores_shifts_and_stretches_the_fit(long seed) {
    Problem problem = problem(seed, 500);
    double[] moved = problem.y.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = 1000 + 3 * moved[i];
    }
    Fit.Fitted fit = fitted(problem);
    Fit.Fitted other = fitted(new Problem(problem.design, moved));
    for (int k = 0; k < TAUS.length; k++) {
      double expected =
          3 * QuantileRegression.loss(problem.design, problem.y, fit.coefficients()[k], TAUS[k]);
      assertThat(QuantileRegression.loss(problem.design, moved, other.coefficients()[k], TAUS[k]))
          .as("seed %d, tau %s", seed, TAUS[k])
          .isCloseTo(expected, within(1e-10 * expected));
    }
  }

  @Test
  void as_many_rows_lie_below_as_the_quantile_says() {
    Problem problem = problem(21, 2_000);
    Fit.Fitted fit = fitted(problem);
    int p = problem.design.columns();
    for (int k = 0; k < TAUS.length; k++) {
      int below = 0;
      int on = 0;
      for (int i = 0; i < problem.y.length; i++) {
        double r = problem.y[i] - problem.design.times(i, fit.coefficients()[k]);
        below += r < -1e-7 ? 1 : 0;
        on += Math.abs(r) <= 1e-7 ? 1 : 0;
      }
      assertThat(on).isGreaterThanOrEqualTo(p);
      assertThat(TAUS[k] * problem.y.length).isBetween((double) below, (double) below + on);
    }
  }

  @Test
  void one_core_or_two_give_the_same_coefficients() {
    Problem problem = problem(4, 3_000);
    assertThat(((Fit.Fitted) QuantileRegression.fit(problem.design, problem.y, TAUS, false))
            .coefficients())
        .isDeepEqualTo(((Fit.Fitted) QuantileRegression.fit(problem.design, problem.y, TAUS, true))
            .coefficients());
  }

  @Test
  void a_column_that_mixes_others_is_refused_in_words() {
    double[] x = new double[300];
    double[] y = new double[100];
    for (int i = 0; i < 100; i++) {
      x[3 * i] = 1;
      x[3 * i + 1] = i;
      x[3 * i + 2] = 2 - 5 * i;
      y[i] = i * i;
    }
    assertThat(QuantileRegression.fit(new Design(x, 100, 3), y, TAUS, true))
        .isEqualTo(new Fit.NotFitted(
            Fit.Reason.COLUMNS_DEPEND,
            "too few distinct values: the 3 columns depend on each other"));
  }

  @Test
  void a_constant_response_is_refused_in_words() {
    Problem problem = problem(1, 50);
    assertThat(QuantileRegression.fit(problem.design, new double[50], TAUS, false))
        .isEqualTo(new Fit.NotFitted(
            Fit.Reason.CONSTANT_RESPONSE, "all 50 responses are the same number"));
  }

  @Test
  void fewer_rows_than_columns_are_refused_in_words() {
    Design design = new Design(new double[] {1, 2, 3, 1, 3, 4}, 2, 3);
    assertThat(QuantileRegression.fit(design, new double[] {1, 2}, TAUS, false))
        .isEqualTo(new Fit.NotFitted(Fit.Reason.TOO_FEW_ROWS, "2 rows can't fit 3 columns"));
  }

  @Test
  void a_mistake_of_the_caller_throws() {
    Design design = new Design(new double[] {1, 1}, 2, 1);
    assertThatThrownBy(() -> QuantileRegression.fit(design, new double[3], TAUS, false))
        .hasMessage("3 responses for 2 rows");
    assertThatThrownBy(
            () -> QuantileRegression.fit(design, new double[2], new double[] {0.5, 0.4}, false))
        .hasMessageContaining("taus must ascend between 0 and 1");
  }

  private static Fit.Fitted fitted(Problem problem) {
    return (Fit.Fitted) QuantileRegression.fit(problem.design, problem.y, TAUS, true);
  }

  /// Odd seeds have continuous scores, even ones heavy ties; a spline of one or two priors.
  private static Problem problem(long seed, int n) {
    var random = new Random(seed);
    boolean isTied = seed % 2 == 0;
    int priors = seed % 3 == 0 ? 2 : 1;
    int p = 1 + 5 * priors;
    BSpline spline = new BSpline(new double[] {-0.5, 0.5}, -6, 6);
    double[] x = new double[n * p];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double ability = random.nextGaussian();
      x[i * p] = 1;
      for (int j = 0; j < priors; j++) {
        double prior = ability + 0.6 * random.nextGaussian();
        spline.write(isTied ? Math.rint(4 * prior) / 4 : prior, x, i * p + 1 + 5 * j);
      }
      double score = 50 + 10 * (ability + random.nextGaussian() / (0.1 + random.nextDouble()));
      y[i] = isTied ? Math.rint(score / 5) * 5 : score;
    }
    return new Problem(new Design(x, n, p), y);
  }

  private static Problem turned(Problem problem) {
    int n = problem.y.length;
    int p = problem.design.columns();
    double[] x = new double[n * p];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(problem.design.x(), i * p, x, (n - 1 - i) * p, p);
      y[n - 1 - i] = problem.y[i];
    }
    return new Problem(new Design(x, n, p), y);
  }
}
