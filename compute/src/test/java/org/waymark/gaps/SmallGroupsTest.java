package org.waymark.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.gaps.Grouping.Group;
import org.waymark.gaps.Grouping.Grouped;
import org.waymark.gaps.Grouping.Member;
import org.waymark.gaps.Grouping.NotGrouped;

class SmallGroupsTest {

  private static final List<String> CODES =
      List.of("3.OA.A.1", "3.OA.A.2", "3.OA.C.7", "3.NBT.A.1", "3.NF.A.1", "3.NF.A.2", "3.MD.A.1");

  @Test
  void any_section_gets_three_or_four_balanced_groups_the_same_for_any_order_of_its_students() {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      List<Member> section = section(random, 3 + random.nextInt(33));
      Set<String> classGaps = random.nextBoolean() ? Set.of("3.OA.C.7") : Set.of();
      Grouping made = SmallGroups.of(section, classGaps, Comparator.naturalOrder());
      var shuffled = new ArrayList<>(section);
      Collections.shuffle(shuffled, random);
      assertThat(SmallGroups.of(shuffled, classGaps, Comparator.naturalOrder()))
          .as("seed %d, in another order", seed)
          .isEqualTo(made);
      long missing = section.stream().filter(m -> !m.missing().isEmpty()).count();
      if (!(made instanceof Grouped grouped)) {
        assertThat(missing).as("seed %d: %s", seed, made).isLessThan(2);
        continue;
      }
      List<Group> groups = grouped.groups();
      assertThat(groups).as("seed %d", seed).hasSize(missing >= 12 ? 4 : missing >= 6 ? 3 : 1);
      var sizes = groups.stream().map(g -> g.students().size()).sorted().toList();
      assertThat(sizes.getLast() - sizes.getFirst()).as("seed %d", seed).isLessThanOrEqualTo(1);
      var placed = new HashSet<Long>();
      groups.forEach(g -> placed.addAll(g.students()));
      assertThat(placed)
          .as("seed %d", seed)
          .hasSize(groups.stream().mapToInt(g -> g.students().size()).sum())
          .isEqualTo(new HashSet<>(section.stream()
              .filter(m -> !m.missing().isEmpty())
              .map(Member::student)
              .toList()));
    }
  }

  @Test
  void four_clear_kinds_of_missing_become_four_groups() {
    var section = new ArrayList<Member>();
    for (int i = 0; i < 20; i++) {
      section.add(new Member(100 - i, Set.of(CODES.get(i % 4)), 7));
    }
    Grouping made = SmallGroups.of(section, Set.of(), Comparator.naturalOrder());
    assertThat(made).isInstanceOf(Grouped.class);
    for (Group group : ((Grouped) made).groups()) {
      assertThat(group.focus()).hasSize(1);
      assertThat(group.students()).hasSize(5);
      assertThat(
              group.students().stream().map(s -> CODES.get((int) (100 - s) % 4)).distinct())
          .containsExactlyElementsOf(group.focus());
    }
  }

  @Test
  void a_group_whose_only_shared_gap_is_the_class_s_has_that_as_its_focus() {
    var section = new ArrayList<Member>();
    for (int i = 0; i < 4; i++) {
      section.add(new Member(i, Set.of("3.OA.C.7"), 7));
    }
    assertThat(SmallGroups.of(section, Set.of("3.OA.C.7"), Comparator.naturalOrder()))
        .isEqualTo(
            new Grouped(List.of(new Group(1, List.of(0L, 1L, 2L, 3L), List.of("3.OA.C.7")))));
  }

  @Test
  void an_empty_section_has_a_reason() {
    assertThat(SmallGroups.of(List.of(), Set.of(), Comparator.naturalOrder()))
        .isEqualTo(new NotGrouped("0 students in the section: too few for groups"));
  }

  private static List<Member> section(Random random, int students) {
    var section = new ArrayList<Member>();
    double chance = random.nextDouble();
    for (int i = 0; i < students; i++) {
      var missing = new HashSet<String>();
      for (String code : CODES) {
        if (random.nextDouble() < chance) {
          missing.add(code);
        }
      }
      section.add(new Member(random.nextLong(1000) * 100 + i, missing, CODES.size()));
    }
    return section;
  }
}
