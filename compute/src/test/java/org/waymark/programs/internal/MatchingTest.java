package org.waymark.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.waymark.programs.internal.ProgramEffect.Measured;
import org.waymark.programs.internal.ProgramEffect.NotMeasured;

class MatchingTest {
  private static final String PROGRAM = "Reading Intervention";
  private static final double GAIN = 0.2;

  @Test
  void chance_in_the_fall_score_is_not_taken_for_a_loss() {
    double sum = 0;
    int covered = 0;
    int seeds = 40;
    for (int seed = 0; seed < seeds; seed++) {
      var effect = measured(new Matching(PROGRAM, district(seed, 1500, GAIN, 0)).effect());
      sum += effect.gain().value();
      covered += effect.gain().low() <= GAIN && GAIN <= effect.gain().high() ? 1 : 0;
    }
    assertThat(sum / seeds).isBetween(GAIN - 0.03, GAIN + 0.03);
    assertThat(covered).isGreaterThanOrEqualTo(35);
  }

  @Test
  void a_program_that_does_nothing_is_not_told_to_do_something() {
    int found = 0;
    for (int seed = 100; seed < 140; seed++) {
      var effect = measured(new Matching(PROGRAM, district(seed, 1500, 0, 0)).effect());
      found += effect.gain().low() > 0 || effect.gain().high() < 0 ? 1 : 0;
    }
    assertThat(found).isLessThanOrEqualTo(6);
  }

  @Test
  void the_baseline_difference_is_shown_and_over_a_quarter_is_not_comparable() {
    var effect = measured(new Matching(PROGRAM, district(7, 1500, GAIN, -0.6)).effect());
    assertThat(effect.baseline()).isLessThan(-0.25);
    assertThat(effect.isComparable()).isFalse();
  }

  @Test
  void nine_participants_are_too_few() {
    var few = new ArrayList<Candidate>();
    int kept = 0;
    for (Candidate candidate : district(3, 1500, GAIN, 0)) {
      boolean isIn = candidate.programs().contains(PROGRAM);
      if (!isIn || kept++ < 9) {
        few.add(candidate);
      }
    }
    assertThat(new Matching(PROGRAM, few).effect())
        .isInstanceOfSatisfying(
            NotMeasured.class, none -> assertThat(none.reason()).startsWith("too few to say"));
  }

  @Test
  void without_any_other_score_nobody_can_be_matched() {
    var bare = district(3, 800, GAIN, 0).stream()
        .map(c -> new Candidate(
            c.studentKey(),
            c.grade(),
            c.fall(),
            c.spring(),
            new @Nullable Double[3],
            c.groups(),
            c.programs()))
        .toList();
    assertThat(new Matching(PROGRAM, bare).effect())
        .isInstanceOfSatisfying(
            NotMeasured.class, none -> assertThat(none.reason()).contains("could be matched"));
  }

  @Test
  void the_order_of_students_does_not_matter() {
    var one = district(11, 900, GAIN, 0);
    var other = new ArrayList<>(one);
    java.util.Collections.reverse(other);
    assertThat(measured(new Matching(PROGRAM, other).effect()).gain().value())
        .isCloseTo(
            measured(new Matching(PROGRAM, one).effect()).gain().value(),
            org.assertj.core.api.Assertions.within(1e-9));
  }

  private static Measured measured(ProgramEffect effect) {
    assertThat(effect).isInstanceOf(Measured.class);
    return (Measured) effect;
  }

  /// Need is ability seen through noise; scores are ability, a lean to the subject, and error.
  ///
  /// @param hidden what the fall scores of participants lack that no other score shows
  private static List<Candidate> district(long seed, int students, double gain, double hidden) {
    var random = new Random(seed);
    var list = new ArrayList<Candidate>();
    for (int i = 0; i < students; i++) {
      double ability = random.nextGaussian();
      double lean = 0.26 * random.nextGaussian();
      boolean isPoor = random.nextDouble() < 0.4;
      double truth = 0.7 * ability - (isPoor ? 0.3 : 0);
      double need = -truth + 0.5 * random.nextGaussian();
      boolean isIn = need > 0.9 && random.nextDouble() < 0.6;
      double own = truth + lean + (isIn ? hidden : 0);
      list.add(new Candidate(
          i,
          String.valueOf(2 + i % 6),
          own + 0.25 * random.nextGaussian(),
          own + 0.25 * random.nextGaussian() + (isIn ? gain : 0),
          new @Nullable Double[] {
            truth + 0.3 * random.nextGaussian(),
            i % 7 == 0 ? null : truth + lean + 0.25 * random.nextGaussian(),
            i % 7 == 0 ? null : truth + 0.3 * random.nextGaussian()
          },
          new boolean[] {false, false, isPoor},
          isIn ? Set.of(PROGRAM) : Set.of()));
    }
    return list;
  }
}
