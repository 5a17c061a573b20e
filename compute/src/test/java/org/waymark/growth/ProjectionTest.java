package org.waymark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waymark.growth.Projection.Needed;
import org.waymark.growth.Projection.NotKnown;
import org.waymark.growth.Projection.Why;

/// Computed by hand: next year's score is 500 + (k − 50) at quantile k = 0.5, 1.5 … 99.5 percent,
/// whatever this year's was; so percentile P leads to 450 + P.
class ProjectionTest {

  private static final ScoreScale SCALE =
      new ScoreScale(List.of(420.0, 440.0, 460.0, 480.0), 400, 500);

  private static GrowthFit flat() {
    double[][] coefficients = new double[8][GrowthFit.QUANTILES];
    Arrays.setAll(coefficients[0], k -> 450 + k + 0.5);
    return new GrowthFit(List.of(SCALE), coefficients, 1_000);
  }

  @Test
  void a_percentile_lies_halfway_between_its_quantiles() {
    var projection = Projection.of(ahead -> ahead <= 2 ? flat() : null, ahead -> null);
    assertThat(projection.years()).isEqualTo(2);
    assertThat(projection.scores(new double[] {470}, 35)).containsExactly(485, 485);
  }

  @Test
  void catching_up_takes_the_least_percentile_that_reaches_any_cut() {
    var projection = Projection.of(ahead -> flat(), ahead -> ahead == 1 ? 520.0 : 510.0);
    assertThat(projection.adequate(new double[] {400}, 450.0)).isEqualTo(new Needed(60, 2));
  }

  @Test
  void keeping_up_takes_the_least_percentile_that_reaches_every_cut() {
    var projection = Projection.of(ahead -> flat(), ahead -> ahead == 1 ? 520.0 : 510.0);
    assertThat(projection.adequate(new double[] {460}, 450.0)).isEqualTo(new Needed(70, 3));
  }

  @Test
  void without_a_cut_or_a_fit_or_hope_there_is_a_reason() {
    double[] history = {400};
    assertThat(Projection.of(ahead -> flat(), ahead -> null).adequate(history, 450.0))
        .isEqualTo(new NotKnown(Why.NO_PROFICIENCY_CUT));
    assertThat(Projection.of(ahead -> flat(), ahead -> 500.0).adequate(history, null))
        .isEqualTo(new NotKnown(Why.NO_PROFICIENCY_CUT));
    assertThat(Projection.of(ahead -> null, ahead -> 500.0).adequate(history, 450.0))
        .isEqualTo(new NotKnown(Why.NO_FIT));
    assertThat(Projection.of(ahead -> flat(), ahead -> 900.0).adequate(history, 450.0))
        .isEqualTo(new NotKnown(Why.BEYOND_REACH));
  }

  @Test
  void predictions_that_cross_are_sorted_and_a_score_is_placed_strictly_above_them() {
    double[][] coefficients = new double[8][GrowthFit.QUANTILES];
    List<Integer> turned =
        IntStream.range(0, 100).boxed().collect(java.util.stream.Collectors.toList());
    Collections.reverse(turned);
    Arrays.setAll(coefficients[0], k -> turned.get(k));
    var placement = new GrowthFit(List.of(SCALE), coefficients, 1_000).placement();
    double[] priors = {450};
    assertThat(placement.predict(priors)).isSorted();
    assertThat(placement.percentile(priors, 40)).isEqualTo(40);
    assertThat(placement.percentile(priors, 40.00001)).isEqualTo(41);
    assertThat(placement.percentile(priors, -5)).isEqualTo(1);
    assertThat(placement.percentile(priors, 500)).isEqualTo(99);
    assertThat(placement.standardError(priors, 40, new double[] {3, 5})).isEqualTo(3);
  }

  @Test
  void a_prior_beyond_a_boundary_counts_as_the_boundary() {
    double[][] coefficients = new double[8][GrowthFit.QUANTILES];
    for (double[] column : coefficients) {
      Arrays.fill(column, 10);
    }
    coefficients[7][3] = 20;
    var placement = new GrowthFit(List.of(SCALE), coefficients, 1_000).placement();
    double[] at = placement.predict(new double[] {500}).clone();
    assertThat(placement.predict(new double[] {2_000})).isEqualTo(at);
  }
}
