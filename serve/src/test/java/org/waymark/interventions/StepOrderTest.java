package org.waymark.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.waymark.interventions.StepOrder.Beta;
import org.waymark.interventions.StepOrder.Candidate;
import org.waymark.interventions.StepOrder.Counts;
import org.waymark.interventions.StepOrder.Placed;

@SuppressWarnings("NullAway") // what is missing fails the test
class StepOrderTest {

  private static Playbook playbook(String key, String level) {
    return new Playbook(
        key,
        key,
        Set.of("attendance"),
        false,
        List.of(),
        List.of(),
        2,
        Area.ATTENDANCE,
        "who",
        6,
        new Dosage(10, 1),
        "measure",
        "",
        0,
        level,
        "finding",
        "source",
        "",
        "",
        true,
        "v");
  }

  private static Candidate step(String key, boolean isSerious, Counts own, Counts all) {
    return new Candidate(
        playbook(key, "moderate"), List.of(new Need("attendance", isSerious, "words")), own, all);
  }

  private static Candidate step(String key, long accepted, long dismissed, long met, long unmet) {
    Counts counts = new Counts(accepted, dismissed, met, 0, unmet);
    return step(key, false, counts, counts);
  }

  private static List<String> keys(List<Placed> placed) {
    return placed.stream().map(p -> p.candidate().playbook().key()).toList();
  }

  @Test
  void a_serious_sign_comes_first_whatever_was_learned() {
    var loved = step("loved", 90, 0, 50, 0);
    var needed = step("needed", true, Counts.NONE, Counts.NONE);
    for (int day = 0; day < 50; day++) {
      assertThat(keys(StepOrder.order(List.of(loved, needed), "s" + day, true)))
          .containsExactly("needed", "loved");
    }
  }

  @Test
  void among_equals_comes_first_what_was_accepted_and_worked() {
    assertThat(keys(StepOrder.order(
            List.of(
                step("refused", 2, 30, 1, 1),
                step("works", 30, 5, 20, 2),
                step("fails", 30, 5, 2, 20)),
            "seed",
            false)))
        .containsExactly("works", "fails", "refused");
  }

  @Test
  void without_any_decision_the_stronger_evidence_comes_first() {
    var weak = new Candidate(
        playbook("a", "local"), List.of(new Need("x", false, "w")), Counts.NONE, Counts.NONE);
    var strong = new Candidate(
        playbook("b", "strong"), List.of(new Need("x", false, "w")), Counts.NONE, Counts.NONE);
    assertThat(keys(StepOrder.order(List.of(weak, strong), "seed", false)))
        .containsExactly("b", "a");
  }

  @Test
  void one_decision_of_a_role_moves_little_and_thirty_move_much() {
    Counts all = new Counts(50, 50, 0, 0, 0);
    double one = Beta.shrunk(0, 1, 50, 50).mean();
    double thirty = Beta.shrunk(0, 30, 50, 50).mean();
    assertThat(one).isCloseTo(0.43, within(0.01));
    assertThat(thirty).isCloseTo(0.08, within(0.01));
    assertThat(all.decided()).isEqualTo(100);
  }

  @Test
  void roles_learn_apart_from_each_other() {
    Counts all = new Counts(30, 30, 0, 0, 0);
    var counselor = List.of(
        step("talk", false, new Counts(29, 1, 0, 0, 0), all),
        step("letter", false, new Counts(1, 29, 0, 0, 0), all));
    var teacher = List.of(
        step("talk", false, new Counts(1, 29, 0, 0, 0), all),
        step("letter", false, new Counts(29, 1, 0, 0, 0), all));
    assertThat(keys(StepOrder.order(counselor, "s", false))).containsExactly("talk", "letter");
    assertThat(keys(StepOrder.order(teacher, "s", false))).containsExactly("letter", "talk");
  }

  @Test
  void the_same_student_role_and_day_have_the_same_order_in_any_sequence_of_the_files() {
    var steps = new ArrayList<>(
        List.of(step("a", 3, 2, 0, 0), step("b", 2, 3, 0, 0), step("c", 0, 0, 0, 0)));
    List<Placed> first = StepOrder.order(steps, "7|teacher|2026-03-02", true);
    java.util.Collections.reverse(steps);
    assertThat(keys(StepOrder.order(steps, "7|teacher|2026-03-02", true))).isEqualTo(keys(first));
  }

  @Test
  void trying_out_switched_off_is_the_order_of_the_means_with_certainty() {
    var steps = List.of(step("known", 20, 5, 10, 2), step("new", 0, 0, 0, 0));
    for (int day = 0; day < 50; day++) {
      var placed = StepOrder.order(steps, "s" + day, false);
      assertThat(keys(placed)).containsExactly("known", "new");
      assertThat(placed).allSatisfy(p -> {
        assertThat(p.propensity()).isEqualTo(1);
        assertThat(p.isToLearn()).isFalse();
      });
    }
  }

  @Test
  void a_step_of_which_little_is_known_comes_up_now_and_then_and_says_so() {
    var steps = List.of(step("known", 20, 10, 6, 4), step("new", 0, 0, 0, 0));
    int up = 0;
    for (int day = 0; day < 400; day++) {
      Placed first = StepOrder.order(steps, "s" + day, true).getFirst();
      boolean isNew = first.candidate().playbook().key().equals("new");
      assertThat(first.isToLearn()).isEqualTo(isNew);
      up += isNew ? 1 : 0;
    }
    assertThat(up).isBetween(40, 200);
  }

  /// The share of days on which an order comes out is the propensity that is logged.
  @Test
  void the_logged_chance_of_a_place_is_how_often_it_happens() {
    var steps = List.of(step("a", 12, 8, 3, 3), step("b", 6, 6, 2, 1), step("c", 1, 0, 0, 0));
    Map<String, Integer> first = new HashMap<>();
    Map<String, Double> chance = new HashMap<>();
    int days = 2000;
    for (int day = 0; day < days; day++) {
      Placed at = StepOrder.order(steps, "day" + day, true).getFirst();
      String key = at.candidate().playbook().key();
      first.merge(key, 1, Integer::sum);
      chance.merge(key, at.propensity(), Double::sum);
    }
    first.forEach((key, times) -> assertThat(chance.get(key) / times)
        .as("chance of %s at the top", key)
        .isCloseTo(times / (double) days, within(0.04)));
  }

  /// Mean and variance of Beta(a, b) are a/(a+b) and ab/((a+b)²(a+b+1)).
  @Test
  void draws_of_a_beta_have_its_mean_and_variance() {
    for (double[] shape : new double[][] {{0.5, 0.5}, {1, 1}, {2, 5}, {30, 3}}) {
      var dice = new SplittableRandom(11);
      Beta beta = new Beta(shape[0], shape[1]);
      int n = 200_000;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double x = beta.draw(dice);
        assertThat(x).isBetween(0.0, 1.0);
        sum += x;
        squares += x * x;
      }
      double mean = sum / n;
      double total = shape[0] + shape[1];
      assertThat(mean).isCloseTo(shape[0] / total, within(0.004));
      assertThat(squares / n - mean * mean)
          .isCloseTo(shape[0] * shape[1] / (total * total * (total + 1)), within(0.003));
    }
  }

  /// A district where one step works far better: over a year of days the order finds it.
  @Test
  void the_order_finds_what_works_and_wastes_few_offers_on_the_way() {
    var dice = new SplittableRandom(5);
    double[] accepted = {0.8, 0.8, 0.3};
    double[] works = {0.3, 0.8, 0.5};
    long[][] seen = new long[3][4];
    int best = 0;
    for (int day = 0; day < 600; day++) {
      List<Candidate> steps = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        steps.add(step("s" + i, seen[i][0], seen[i][1], seen[i][2], seen[i][3]));
      }
      int shown = Integer.parseInt(StepOrder.order(steps, "d" + day, true)
          .getFirst()
          .candidate()
          .playbook()
          .key()
          .substring(1));
      best += day >= 300 && shown == 1 ? 1 : 0;
      if (dice.nextDouble() < accepted[shown]) {
        seen[shown][0]++;
        seen[shown][dice.nextDouble() < works[shown] ? 2 : 3]++;
      } else {
        seen[shown][1]++;
      }
    }
    assertThat(best / 300.0)
        .as("share of the second half with the best step first")
        .isGreaterThan(0.9);
  }
}
