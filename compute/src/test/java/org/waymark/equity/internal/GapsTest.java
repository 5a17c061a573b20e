package org.waymark.equity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.waymark.equity.internal.AdjustedGap.Adjusted;
import org.waymark.equity.internal.AdjustedGap.NotAdjusted;
import org.waymark.equity.internal.RawGap.Compared;
import org.waymark.equity.internal.RawGap.NotCompared;
import org.waymark.equity.internal.SchoolEffects.Basis;
import org.waymark.equity.internal.SchoolEffects.Told;

class GapsTest {

  @Test
  void a_constant_score_gives_a_gap_without_a_test_and_never_nan() {
    var gap = (Compared) RawGap.of(Group.ELL, tally(12, 12, 12), tally(20, 0, 0), score());
    assertThat(gap.difference()).isEqualTo(1);
    assertThat(gap.p()).isNull();
    assertThat(gap.effect()).isNull();
  }

  @Test
  void nine_of_a_group_or_nine_others_are_too_few_to_say() {
    assertThat(RawGap.of(Group.ELL, tally(9, 1, 2), tally(200, 0, 150), score()))
        .isInstanceOf(NotCompared.class);
    assertThat(RawGap.of(Group.ELL, tally(90, 1, 95), tally(9, 0, 8), score()))
        .isInstanceOf(NotCompared.class);
  }

  @Test
  void a_group_that_no_source_knows_is_a_reason_and_not_zero() {
    var none = (NotCompared) RawGap.of(Group.FRL, tally(0, 0, 0), tally(0, 0, 0), score());
    assertThat(none.reason()).startsWith("no source says");
  }

  @Test
  void suspensions_of_nobody_at_all_are_a_share_without_a_test() {
    var gap =
        (Compared) RawGap.of(Group.ELL, tally(12, 0, 0), tally(20, 0, 0), Measure.of("suspended"));
    assertThat(gap.difference()).isZero();
    assertThat(gap.p()).isNull();
  }

  @Test
  void what_belongs_to_another_group_is_not_left_in_the_adjusted_gap() {
    var random = new Random(5);
    var cells = new ArrayList<Cell>();
    for (int i = 0; i < 4000; i++) {
      boolean isPoor = random.nextDouble() < 0.4;
      boolean isEll = random.nextDouble() < (isPoor ? 0.5 : 0.1);
      double y = -0.5 * (isPoor ? 1 : 0) + (i % 4) * 0.3 + random.nextGaussian();
      cells.add(cell(i % 4, new Signature(isEll, false, false, isPoor, "white"), 1, y, y * y));
    }
    var adjusted = (Adjusted) AdjustedGap.of(cells, Group.ELL);
    assertThat(adjusted.gap().low()).isLessThan(0);
    assertThat(adjusted.gap().high()).isGreaterThan(0);
    assertThat(adjusted.heldEqual()).isEqualTo("frl");
  }

  @Test
  void a_group_that_fills_its_schools_can_not_be_told_from_them() {
    var cells = List.of(
        cell(1, new Signature(true, null, null, null, null), 20, 0, 20),
        cell(2, new Signature(false, null, null, null, null), 20, 10, 25));
    assertThat(AdjustedGap.of(cells, Group.ELL)).isInstanceOf(NotAdjusted.class);
  }

  @Test
  void a_school_is_not_praised_for_its_intake() {
    var random = new Random(9);
    var students = new ArrayList<Intake>();
    for (int i = 0; i < 6000; i++) {
      int school = i % 6;
      boolean isPoor = random.nextDouble() < 0.1 + 0.15 * school;
      double before = (isPoor ? -0.6 : 0) + random.nextGaussian();
      double effect = school == 2 ? 0.3 : 0;
      double y = 0.8 * before - (isPoor ? 0.1 : 0) + effect + 0.5 * random.nextGaussian();
      students.add(
          new Intake(school, "4", y, before, null, new boolean[] {false, false, false, isPoor}));
    }
    var answers = new SchoolEffects(Basis.GROWTH).of(students);
    double others = -0.3 / 6;
    for (long school = 0; school < 6; school++) {
      var told = (Told) Objects.requireNonNull(answers.get(school));
      double planted = others + (school == 2 ? 0.3 : 0);
      assertThat(told.effect()).as("school " + school).isBetween(planted - 0.06, planted + 0.06);
      assertThat(Math.abs(told.shrunk())).isLessThanOrEqualTo(Math.abs(told.effect()));
    }
  }

  private static Measure score() {
    return Measure.of("score");
  }

  private static Tally tally(long n, double total, double squares) {
    var tally = new Tally();
    tally.add(cell(1, new Signature(null, null, null, null, null), n, total, squares));
    return tally;
  }

  private static Cell cell(long school, Signature who, long n, double total, double squares) {
    return new Cell(true, true, school, "4", who, n, 0, total, squares);
  }
}
