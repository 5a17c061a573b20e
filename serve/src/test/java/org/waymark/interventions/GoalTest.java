package org.waymark.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final Goal ABSENCES =
      new Goal("days missed in 30 days", 9, 3, MONDAY, MONDAY.plusDays(42));
  private static final Goal WORDS =
      new Goal("words read correctly per minute", 40, 70, MONDAY, MONDAY.plusDays(60));

  private static List<PlanPoint> points(double... values) {
    var points = new ArrayList<PlanPoint>();
    for (int i = 0; i < values.length; i++) {
      points.add(new PlanPoint(i, MONDAY.plusDays(7L * (i + 1)), values[i], "", "Ana"));
    }
    return points;
  }

  private static PlanSession held(LocalDate on) {
    return new PlanSession(1, on, 30, null, "", "Ana");
  }

  @Test
  void the_goal_line_is_straight_and_flat_outside() {
    assertThat(ABSENCES.lineAt(MONDAY)).isEqualTo(9);
    assertThat(ABSENCES.lineAt(MONDAY.plusDays(21))).isCloseTo(6, within(1e-9));
    assertThat(ABSENCES.lineAt(MONDAY.plusDays(400))).isEqualTo(3);
    assertThat(ABSENCES.lineAt(MONDAY.minusDays(9))).isEqualTo(9);
  }

  @Test
  void fewer_absences_are_ahead_and_fewer_words_are_behind() {
    assertThat(ABSENCES.isAhead(MONDAY.plusDays(7), 7)).isTrue();
    assertThat(WORDS.isBehind(MONDAY.plusDays(7), 41)).isTrue();
    assertThat(ABSENCES.isReached(3)).isTrue();
    assertThat(WORDS.isReached(69.9)).isFalse();
  }

  @Test
  void three_points_are_too_few_to_say() {
    assertThat(GoalCheck.of(WORDS, points(40, 40, 40))).isEqualTo(GoalCheck.TOO_FEW);
  }

  @Test
  void four_in_a_row_behind_the_line_ask_for_a_change_and_ahead_for_a_higher_goal() {
    assertThat(GoalCheck.of(WORDS, points(60, 42, 45, 47, 50)))
        .isEqualTo(GoalCheck.CONSIDER_CHANGE);
    assertThat(GoalCheck.of(WORDS, points(40, 60, 61, 62, 68))).isEqualTo(GoalCheck.RAISE_GOAL);
    assertThat(GoalCheck.of(WORDS, points(42, 45, 60, 50))).isEqualTo(GoalCheck.GO_ON);
    assertThat(GoalCheck.of(ABSENCES, points(9, 9, 9, 9))).isEqualTo(GoalCheck.CONSIDER_CHANGE);
  }

  @Test
  void a_point_on_the_line_is_neither_behind_nor_ahead() {
    assertThat(GoalCheck.of(ABSENCES, points(8, 7, 6, 5))).isEqualTo(GoalCheck.GO_ON);
  }

  @Test
  void measurements_before_the_start_do_not_count() {
    var early = new ArrayList<>(points(40, 40, 40));
    early.add(new PlanPoint(9, MONDAY.minusDays(7), 10, "", "Ana"));
    assertThat(GoalCheck.of(WORDS, early)).isEqualTo(GoalCheck.TOO_FEW);
  }

  @Test
  void dosage_counts_whole_weeks_and_takes_off_days_without_school() {
    Dosage thrice = new Dosage(30, 3);
    LocalDate today = MONDAY.plusDays(15);
    var sessions = List.of(
        held(MONDAY),
        held(MONDAY.plusDays(2)),
        new PlanSession(2, MONDAY.plusDays(4), 0, "no_school", "", "Ana"),
        new PlanSession(3, MONDAY.plusDays(7), 0, "student_absent", "", "Ana"));
    var given = thrice.delivered(MONDAY, MONDAY.plusDays(42), today, sessions);
    assertThat(given.planned()).isEqualTo(5);
    assertThat(given.held()).isEqualTo(2);
    assertThat(given.minutes()).isEqualTo(60);
    assertThat(given.isBehind()).isTrue();
    assertThat(given.dueThisWeek()).isEqualTo(3);
    assertThat(given.isDueToday()).isTrue();
  }

  @Test
  void a_plan_in_its_first_week_is_not_behind_and_one_that_ended_is_not_due() {
    Dosage thrice = new Dosage(30, 3);
    assertThat(thrice
            .delivered(MONDAY, MONDAY.plusDays(42), MONDAY.plusDays(4), List.of())
            .isBehind())
        .isFalse();
    var over = thrice.delivered(MONDAY, MONDAY.plusDays(6), MONDAY.plusDays(28), List.of());
    assertThat(over.isDueToday()).isFalse();
    assertThat(over.planned()).isEqualTo(3);
  }

  @Test
  void nobody_is_due_on_a_saturday_or_twice_on_one_day() {
    Dosage daily = new Dosage(10, 5);
    LocalDate saturday = MONDAY.plusDays(5);
    assertThat(daily.delivered(MONDAY, MONDAY.plusDays(42), saturday, List.of()).isDueToday())
        .isFalse();
    assertThat(daily
            .delivered(MONDAY, MONDAY.plusDays(42), MONDAY, List.of(held(MONDAY)))
            .isDueToday())
        .isFalse();
  }

  static Map<String, String> right() {
    return new HashMap<>(Map.ofEntries(
        Map.entry("title", "Check in every morning"),
        Map.entry("tier", "2"),
        Map.entry("area", "attendance"),
        Map.entry("measure", "days missed in the last 30 days"),
        Map.entry("baseline", "9"),
        Map.entry("target", "3"),
        Map.entry("starts_on", "2026-03-02"),
        Map.entry("goal_by", "2026-04-13"),
        Map.entry("minutes", "10"),
        Map.entry("per_week", "5"),
        Map.entry("lead", "someone"),
        Map.entry("delivered_by", ""),
        Map.entry("what", "")));
  }

  @Test
  void a_draft_says_for_each_field_what_was_expected() {
    assertThat(PlanDraft.of(right()).troubles()).isEmpty();
    assertThat(PlanDraft.of(Map.of()).troubles())
        .containsOnlyKeys(
            "title",
            "tier",
            "area",
            "measure",
            "baseline",
            "target",
            "starts_on",
            "goal_by",
            "minutes",
            "per_week",
            "lead");
    for (var wrong : Map.of(
            "title", "x".repeat(121),
            "tier", "4",
            "area", "cooking",
            "baseline", "nine",
            "target", "9.0",
            "goal_by", "2026-03-01",
            "minutes", "0",
            "per_week", "21",
            "what", "y".repeat(4001))
        .entrySet()) {
      var typed = right();
      typed.put(wrong.getKey(), wrong.getValue());
      PlanDraft draft = PlanDraft.of(typed);
      assertThat(draft.troubles()).as(wrong.getKey()).containsOnlyKeys(wrong.getKey());
      assertThat(draft.get(wrong.getKey())).isEqualTo(wrong.getValue());
    }
  }

  @Test
  void what_nobody_sees_is_taken_out_of_what_people_type() {
    assertThat(Texts.line("  a\u0000\n\u202Eb ")).isEqualTo("a b");
    assertThat(Texts.block("one\r\ntwo\u0007 \n")).isEqualTo("one\ntwo");
    assertThat(Texts.number(2.50)).isEqualTo("2.5");
    assertThat(Texts.number(-0.0001)).isEqualTo("0");
  }
}
