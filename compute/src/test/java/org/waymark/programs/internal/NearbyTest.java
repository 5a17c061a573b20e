package org.waymark.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The search from the nearest on finds whom a look at everyone finds, ties included.
class NearbyTest {

  private static final double CALIPER = 0.25;
  private static final int MOST = 5;

  @Test
  void finds_the_same_matches_as_a_look_at_everyone() {
    for (int seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      // Few distinct scores make many ties.
      double grain = seed % 2 == 0 ? 0.05 : 1e-9;
      var pool = new ArrayList<Placed>();
      for (int i = 0; i < 300; i++) {
        pool.add(student(i, random, grain));
      }
      var nearby = new Nearby(pool);
      for (int i = 0; i < 50; i++) {
        Placed participant = student(1_000 + i, random, grain);
        assertThat(nearby.nearest(participant, CALIPER, MOST, NearbyTest::distance))
            .as("seed %d", seed)
            .isEqualTo(everyone(pool, participant));
      }
    }
  }

  @Test
  void nobody_is_near_in_an_empty_grade_or_beyond_the_caliper() {
    Placed alone = student(1, new Random(1), 1);
    assertThat(Nearby.NOBODY.nearest(alone, CALIPER, MOST, NearbyTest::distance))
        .isEmpty();
    var far = new Placed(alone.student(), alone.expected() + 0.26);
    assertThat(new Nearby(List.of(far)).nearest(alone, CALIPER, MOST, NearbyTest::distance))
        .isEmpty();
  }

  private static List<Match> everyone(List<Placed> pool, Placed participant) {
    return pool.stream()
        .filter(p -> Math.abs(p.expected() - participant.expected()) <= CALIPER)
        .map(p -> new Match(p, distance(participant, p)))
        .sorted(Comparator.comparingDouble(Match::distance)
            .thenComparingLong(m -> m.placed().student().studentKey()))
        .limit(MOST)
        .toList();
  }

  private static double distance(Placed a, Placed b) {
    return Math.abs(a.expected() - b.expected()) + 0.5 * a.student().differentGroups(b.student());
  }

  private static Placed student(long key, Random random, double grain) {
    var candidate = new Candidate(
        key,
        "4",
        0,
        0,
        new @Nullable Double[] {null, null, null},
        new boolean[] {random.nextBoolean(), random.nextInt(4) == 0, false},
        Set.of());
    return new Placed(candidate, Math.rint(random.nextGaussian() / grain) * grain);
  }
}
