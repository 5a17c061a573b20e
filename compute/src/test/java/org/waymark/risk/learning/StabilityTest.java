package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.waymark.risk.learning.Stability.Bins;
import tools.jackson.databind.json.JsonMapper;

class StabilityTest {

  @Test
  void deciles_hold_a_tenth_each_and_missing_values_are_a_bin_of_their_own() {
    float[] values = new float[110];
    for (int i = 0; i < 100; i++) {
      values[i] = i + 1;
    }
    Arrays.fill(values, 100, 110, Float.NaN);
    Bins bins = Bins.of(values);
    assertThat(bins.edges()).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0);
    assertThat(bins.counts()).allMatch(n -> n == 10);
    assertThat(bins.missing()).isEqualTo(10);
    assertThat(Stability.psi(bins, values)).isZero();
  }

  @Test
  void a_value_that_most_have_is_one_bin() {
    float[] values = new float[100];
    Arrays.fill(values, 90, 100, 3);
    Bins bins = Bins.of(values);
    assertThat(bins.edges()).containsExactly(0.0);
    assertThat(bins.counts()).containsExactly(90L, 10L);
    assertThat(Bins.of(new float[] {2, 2}).edges()).isEmpty();
  }

  @Test
  void the_index_is_the_sum_over_the_bins() {
    Bins then = new Bins(List.of(1.0), List.of(80L, 20L), 0);
    float[] now = new float[100];
    Arrays.fill(now, 50, 100, 2);
    // three bins with half a row more each; the empty one on both sides counts nothing
    double p = 80.5 / 101.5;
    double q = 50.5 / 101.5;
    double p2 = 20.5 / 101.5;
    double expected = (q - p) * Math.log(q / p) + (q - p2) * Math.log(q / p2);
    assertThat(Stability.psi(then, now)).isCloseTo(expected, within(1e-12));
    assertThat(expected).isGreaterThan(0.2);
  }

  @Test
  void the_same_distribution_stays_under_a_tenth_and_a_shift_of_half_a_deviation_passes_it() {
    long seed = 11;
    var random = new SplittableRandom(seed);
    float[] then = new float[4000];
    float[] same = new float[1000];
    float[] moved = new float[1000];
    for (int i = 0; i < then.length; i++) {
      then[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < same.length; i++) {
      same[i] = (float) random.nextGaussian();
      moved[i] = (float) random.nextGaussian() + 0.5f;
    }
    assertThat(Stability.psi(Bins.of(then), same)).as("seed %s", seed).isBetween(0.0, 0.05);
    assertThat(Stability.psi(Bins.of(then), moved)).as("seed %s", seed).isGreaterThan(0.2);
    float[] gone = new float[1000];
    Arrays.fill(gone, Float.NaN);
    assertThat(Stability.psi(Bins.of(then), gone)).isGreaterThan(5).isFinite();
  }

  @Test
  void bins_travel_as_json() {
    Bins bins = Bins.of(new float[] {1, 2, 3, Float.NaN});
    String json = JsonMapper.shared().writeValueAsString(bins);
    assertThat(JsonMapper.shared().readValue(json, Bins.class)).isEqualTo(bins);
  }

  @Test
  void nothing_to_compare_is_refused() {
    assertThatThrownBy(() -> Stability.psi(Bins.of(new float[0]), new float[] {1}))
        .hasMessage("no rows to compare: 0 in the training, 1 now");
  }
}
