package org.waymark.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.statistics.distribution.TDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CriticalTTest {

  @Test
  void agrees_with_the_root_finder_for_every_kind_of_group() {
    var random = new java.util.Random(11);
    for (int i = 0; i < 2_000; i++) {
      double df = Math.exp(random.nextDouble() * 16 - 1);
      assertThat(CriticalT.of(df))
          .as("df %s", df)
          .isCloseTo(
              TDistribution.of(df).inverseSurvivalProbability(0.025),
              Percentage.withPercentage(1e-8));
    }
    // With one degree of freedom the distribution is Cauchy's, and its quantile a tangent.
    assertThat(CriticalT.of(1))
        .isCloseTo(Math.tan(Math.PI * 0.475), Percentage.withPercentage(1e-10));
  }
}
