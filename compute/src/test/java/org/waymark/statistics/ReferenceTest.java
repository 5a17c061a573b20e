package org.waymark.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every test, interval and correction against SciPy; see reference/statistics/PROVENANCE.md.
class ReferenceTest {

  private static final double RELATIVE = 1e-9;
  private static final double TINY = 1e-200;

  @TestFactory
  Stream<DynamicTest> agrees_with_scipy() throws IOException {
    try (var in = ReferenceTest.class.getResourceAsStream("/reference/statistics/reference.csv")) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).hasSizeGreaterThan(20);
      return lines.stream().skip(1).map(line -> line.split(",", 3)).map(cells -> {
        double[] v =
            Arrays.stream(cells[2].split(" ")).mapToDouble(Double::parseDouble).toArray();
        return DynamicTest.dynamicTest(cells[0] + ": " + cells[1], () -> check(cells[0], v));
      });
    }
  }

  private static void check(String kind, double[] v) {
    switch (kind) {
      case "one" -> {
        Sample group = Sample.of(Arrays.copyOfRange(v, 9, v.length));
        assertThat(group.n()).isEqualTo((long) v[0]);
        var tested = (MeanTest.Tested) MeanTest.oneSample(group, v[1]);
        same(tested, v, 3);
        near(EffectSize.cohensD(tested.difference(), group.sd(), v[2]).orElseThrow(), v[8]);
      }
      case "welch" -> {
        int n = (int) v[0];
        Sample a = Sample.of(Arrays.copyOfRange(v, 8, 8 + n));
        Sample b = Sample.of(Arrays.copyOfRange(v, 8 + n, v.length));
        assertThat(b.n()).isEqualTo((long) v[1]);
        var tested = (MeanTest.Tested) MeanTest.welch(a, b);
        same(tested, v, 2);
        near(EffectSize.cohensD(tested.difference(), a.sd(), b.sd()).orElseThrow(), v[7]);
      }
      case "bh" -> {
        int n = v.length / 2;
        double[] adjusted = BenjaminiHochberg.adjust(Arrays.copyOf(v, n));
        for (int i = 0; i < n; i++) {
          near(adjusted[i], v[n + i]);
        }
      }
      case "wilson" -> {
        Share share = Share.of((long) v[0], (long) v[1]);
        near(share.low(), v[2]);
        near(share.high(), v[3]);
      }
      default -> throw new AssertionError("unknown kind " + kind);
    }
  }

  /// t, df, p, low, high from a place on.
  private static void same(MeanTest.Tested tested, double[] v, int from) {
    near(tested.t(), v[from]);
    near(tested.df(), v[from + 1]);
    if (v[from + 2] < TINY) {
      assertThat(tested.p()).isLessThan(TINY);
    } else {
      near(tested.p(), v[from + 2]);
    }
    near(tested.low(), v[from + 3]);
    near(tested.high(), v[from + 4]);
  }

  private static void near(double ours, double theirs) {
    assertThat(Math.abs(ours - theirs))
        .as("%s, SciPy says %s", ours, theirs)
        .isLessThanOrEqualTo(Math.max(1e-12, RELATIVE * Math.abs(theirs)));
  }

  @Test
  void a_very_small_p_is_not_stored_as_zero() {
    // Six decimals would make it exactly 0.
    var tested = (MeanTest.Tested) MeanTest.oneSample(new Sample(400, 215, 14), 205);
    assertThat(tested.p()).isGreaterThan(0).isLessThan(1e-30);
  }

  @Test
  void a_rounded_mean_would_give_another_p() {
    var exact = (MeanTest.Tested) MeanTest.oneSample(new Sample(400, 205.04, 14), 204);
    var rounded = (MeanTest.Tested) MeanTest.oneSample(new Sample(400, 205.0, 14), 204);
    assertThat(exact.p()).isNotEqualTo(rounded.p());
  }

  @Test
  void what_cannot_be_tested_says_why() {
    assertThat(MeanTest.oneSample(new Sample(1, 200, 0), 210))
        .isEqualTo(new MeanTest.NotTested("one student only: a test needs at least two scores"));
    assertThat(MeanTest.oneSample(new Sample(12, 200, 0), 210))
        .isEqualTo(
            new MeanTest.NotTested("every student has the same score, so chance can't be judged"));
    assertThat(MeanTest.welch(new Sample(12, 200, 0), new Sample(12, 200, 0)))
        .isInstanceOf(MeanTest.NotTested.class);
    assertThat(MeanTest.welch(new Sample(12, 200, 3), new Sample(1, 200, 0)))
        .isInstanceOf(MeanTest.NotTested.class);
    assertThat(EffectSize.cohensD(3, 0, 0)).isEmpty();
  }

  @Test
  void a_score_that_is_no_number_never_reaches_a_mean() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Sample(3, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void lists_are_adjusted_apart_and_what_was_not_tested_stays_out() {
    record Line(
        String list, @org.jspecify.annotations.Nullable Double p) {}
    var lines = List.of(
        new Line("fall", 0.01),
        new Line("spring", 0.04),
        new Line("fall", 0.03),
        new Line("fall", null));
    assertThat(BenjaminiHochberg.adjustWithin(lines, Line::list, Line::p))
        .containsExactly(0.02, 0.04, 0.03, null);
  }

  @Test
  void many_tests_of_nothing_find_nothing() {
    var random = new java.util.Random(7);
    double[] p = random.doubles(2_000).toArray();
    assertThat(Arrays.stream(p).filter(x -> x < 0.05).count()).isGreaterThan(70);
    assertThat(Arrays.stream(BenjaminiHochberg.adjust(p)).filter(x -> x < 0.05).count())
        .isLessThanOrEqualTo(1);
  }
}
