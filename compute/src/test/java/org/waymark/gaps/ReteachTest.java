package org.waymark.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.waymark.gaps.TwoWeekPlan.Kind;

class ReteachTest {

  @Test
  void exactly_the_tolerated_share_is_no_class_gap_and_four_assessed_are_too_few() {
    assertThat(ClassGap.of(10, 3, 0.30)).isEqualTo(new ClassGap.None());
    assertThat(ClassGap.of(10, 4, 0.30)).isEqualTo(new ClassGap.Wide());
    assertThat(ClassGap.of(5, 2, 0.30)).isEqualTo(new ClassGap.Wide());
    assertThat(ClassGap.of(4, 4, 0.30)).isEqualTo(new ClassGap.TooFew(4));
    assertThat(new ClassGap.TooFew(4).words()).isEqualTo("too few to say (4)");
    assertThat(ClassGap.of(3_000_000, 900_000, 0.30)).isEqualTo(new ClassGap.None());
    assertThatThrownBy(() -> ClassGap.of(3, 4, 0.30)).hasMessage("4 below of 3 assessed");
  }

  @Test
  void in_any_graph_a_prerequisite_is_taught_before_what_rests_on_it() {
    for (long seed = 1; seed <= 100; seed++) {
      var random = new Random(seed);
      var requires = new HashMap<String, List<String>>();
      var codes = new ArrayList<String>();
      for (int i = 0; i < 40; i++) {
        var before = new ArrayList<String>();
        for (String earlier : codes) {
          if (random.nextInt(12) == 0) {
            before.add(earlier);
          }
        }
        String code = "S" + random.nextInt(1000) + "." + i;
        requires.put(code, before);
        codes.add(code);
      }
      var graph = Prerequisites.of(requires);
      var gaps = new ArrayList<Gap>();
      for (String code : codes) {
        if (random.nextBoolean()) {
          gaps.add(new Gap(code, 20, 7 + random.nextInt(14), 1));
        }
      }
      List<Reteach> order = Reteach.order(gaps, graph);
      Collections.shuffle(gaps, random);
      assertThat(Reteach.order(gaps, graph)).as("seed %d", seed).isEqualTo(order);
      var taught = new ArrayList<String>();
      for (Reteach reteach : order) {
        assertThat(taught).as("seed %d", seed).containsAll(reteach.after());
        assertThat(Collections.disjoint(reteach.carries(), taught))
            .as("seed %d", seed)
            .isTrue();
        taught.add(reteach.gap().standardCode());
      }
    }
  }

  @Test
  void a_plan_has_as_many_days_as_there_are_school_days_and_ends_each_week_with_a_check() {
    var graph = Prerequisites.of(new HashMap<String, List<String>>());
    var order = Reteach.order(List.of(new Gap("A", 10, 5, 1), new Gap("B", 10, 6, 1)), graph);
    for (int n = 0; n <= 12; n++) {
      var days = new ArrayList<LocalDate>();
      for (int i = 0; i < n; i++) {
        days.add(LocalDate.of(2026, 5, 1).plusDays(i));
      }
      var plan = TwoWeekPlan.of(order, List.of(), days, graph);
      assertThat(plan).hasSize(Math.min(10, n));
      if (n >= 2) {
        assertThat(plan.getLast().kind()).as("%d days", n).isIn(Kind.CHECK, Kind.GROUPS);
        assertThat(plan.get(Math.min(4, n - 1)).kind()).isEqualTo(Kind.CHECK);
      }
      if (n >= 10) {
        assertThat(plan.get(9).kind()).isEqualTo(Kind.CHECK);
        assertThat(plan.get(9).checks()).containsExactly("B", "A");
      }
    }
    assertThat(TwoWeekPlan.of(List.of(), List.of(), List.of(LocalDate.EPOCH), graph))
        .isEmpty();
  }
}
