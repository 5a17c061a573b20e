package org.waymark.risk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConcernsTest {

  private static final int TIMES = 200;

  @Test
  void twelve_groups_alike_seldom_raise_a_concern() {
    int raised = 0;
    for (int seed = 0; seed < TIMES; seed++) {
      var random = new Random(seed);
      var concerns = new Concerns();
      for (int group = 0; group < 12; group++) {
        concerns.look("group " + group, tally(random, 150, 0.3), tally(random, 3_000, 0.3));
      }
      raised += concerns.found().isEmpty() ? 0 : 1;
    }
    // 5 of 100 is what the adjustment promises at most.
    assertThat(raised).isLessThanOrEqualTo(TIMES * 9 / 100);
  }

  @Test
  void a_group_that_is_missed_more_is_named_and_one_of_nine_students_never_is() {
    var random = new Random(1);
    var concerns = new Concerns();
    concerns.look("alike", tally(random, 500, 0.3), tally(random, 3_000, 0.3));
    concerns.look("missed", tally(random, 500, 0.05), tally(random, 3_000, 0.3));
    concerns.look("small", tally(random, 9, 0.0), tally(random, 3_000, 0.3));
    assertThat(concerns.found()).containsOnlyKeys("missed");
    assertThat(concerns.found().get("missed")).contains("missed more often than all others");
  }

  /// @param found share of those in trouble who are flagged
  private static FlagTally tally(Random random, int students, double found) {
    var tally = new FlagTally();
    for (int i = 0; i < students; i++) {
      double chance = 0.2;
      boolean outcome = random.nextDouble() < chance;
      tally.add(chance, random.nextDouble() < (outcome ? found : 0.05), outcome);
    }
    return tally;
  }
}
