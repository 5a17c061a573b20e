package org.waymark.gaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waymark.gaps.Grouping.Group;
import org.waymark.gaps.Grouping.Grouped;
import org.waymark.gaps.Grouping.Member;
import org.waymark.gaps.Grouping.NotGrouped;

/// Makes three or four small groups of a section whose students are missing the same
/// standards, of sizes that differ by one at most. The same students give the same groups.
///
/// Students are alike by the share of missing standards that two have in common (Jaccard).
/// The class-wide gaps are left out of that: they are taught to everyone. Seeds are the
/// students least alike; the others join where they are most alike; then two students
/// change places as long as that makes the groups more alike within.
public final class SmallGroups {

  private static final int FOUR_FROM = 12;
  private static final int THREE_FROM = 6;
  private static final int FEW = 2;
  private static final int FOCUS = 3;
  private static final int PASSES = 20;
  private static final double SAME = 1e-9;

  private final List<Member> members;
  private final double[][] alike;
  private final int[] group;
  private final int groups;

  private SmallGroups(List<Member> members, Set<String> classGaps, int groups) {
    this.members = members;
    this.groups = groups;
    this.group = new int[members.size()];
    this.alike = new double[members.size()][members.size()];
    var own =
        members.stream().map(member -> without(member.missing(), classGaps)).toList();
    for (int i = 0; i < own.size(); i++) {
      for (int j = 0; j < i; j++) {
        alike[i][j] = jaccard(own.get(i), own.get(j));
        alike[j][i] = alike[i][j];
      }
    }
  }

  /// @param section everyone in the section today
  /// @param classGaps the standards that are taught to the whole class
  /// @param order of standards, for what is shared by equally many
  public static Grouping of(List<Member> section, Set<String> classGaps, Comparator<String> order) {
    if (section.size() <= FEW) {
      return new NotGrouped(count(section.size()) + " in the section: too few for groups");
    }
    if (section.stream().allMatch(member -> member.assessed() == 0)) {
      return new NotGrouped("nobody was assessed this year");
    }
    var missing = new ArrayList<>(
        section.stream().filter(member -> !member.missing().isEmpty()).toList());
    if (missing.isEmpty()) {
      return new NotGrouped("nobody is missing a standard that was assessed");
    }
    if (missing.size() == 1) {
      return new NotGrouped("only one student is missing a standard");
    }
    missing.sort(Comparator.<Member>comparingInt(member -> -member.missing().size())
        .thenComparingLong(Member::student));
    int groups = missing.size() >= FOUR_FROM ? 4 : missing.size() >= THREE_FROM ? 3 : 1;
    var made = new SmallGroups(missing, classGaps, groups);
    made.place();
    made.improve();
    return new Grouped(made.result(classGaps, order));
  }

  private void place() {
    int n = members.size();
    Arrays.fill(group, -1);
    int[] room = new int[groups];
    for (int g = 0; g < groups; g++) {
      room[g] = n / groups + (g < n % groups ? 1 : 0);
    }
    var seeds = new ArrayList<Integer>(List.of(0));
    while (seeds.size() < groups) {
      int next = -1;
      double least = Double.MAX_VALUE;
      for (int i = 0; i < n; i++) {
        if (!seeds.contains(i)) {
          double most = 0;
          for (int seed : seeds) {
            most = Math.max(most, alike[i][seed]);
          }
          if (most < least - SAME) {
            least = most;
            next = i;
          }
        }
      }
      seeds.add(next);
    }
    for (int g = 0; g < groups; g++) {
      group[seeds.get(g)] = g;
      room[g]--;
    }
    for (int i = 0; i < n; i++) {
      if (group[i] < 0) {
        int best = -1;
        double most = -1;
        for (int g = 0; g < groups; g++) {
          double mean = toGroup(i, g, -1) / size(g);
          if (room[g] > 0 && mean > most + SAME) {
            most = mean;
            best = g;
          }
        }
        group[i] = best;
        room[best]--;
      }
    }
  }

  private void improve() {
    int n = members.size();
    boolean better = true;
    for (int pass = 0; better && pass < PASSES; pass++) {
      better = false;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          int a = group[i];
          int b = group[j];
          if (a != b
              && toGroup(i, b, j) + toGroup(j, a, i) > toGroup(i, a, i) + toGroup(j, b, j) + SAME) {
            group[i] = b;
            group[j] = a;
            better = true;
          }
        }
      }
    }
  }

  /// How alike a student is to the members of a group, one of them and itself left out.
  private double toGroup(int i, int g, int leftOut) {
    double sum = 0;
    for (int j = 0; j < group.length; j++) {
      if (group[j] == g && j != leftOut && j != i) {
        sum += alike[i][j];
      }
    }
    return sum;
  }

  private int size(int g) {
    int size = 0;
    for (int of : group) {
      size += of == g ? 1 : 0;
    }
    return size;
  }

  /// Numbered from the group that is missing most.
  private List<Group> result(Set<String> classGaps, Comparator<String> order) {
    var byGroup = new ArrayList<List<Member>>();
    for (int g = 0; g < groups; g++) {
      byGroup.add(new ArrayList<>());
    }
    for (int i = 0; i < group.length; i++) {
      byGroup.get(group[i]).add(members.get(i));
    }
    byGroup.sort(Comparator.<List<Member>>comparingDouble(
            list -> -list.stream().mapToInt(m -> m.missing().size()).average().orElse(0))
        .thenComparingLong(
            list -> list.stream().mapToLong(Member::student).min().orElse(0)));
    var made = new ArrayList<Group>();
    for (List<Member> list : byGroup) {
      made.add(new Group(
          made.size() + 1,
          list.stream().map(Member::student).sorted().toList(),
          focus(list, classGaps, order)));
    }
    return made;
  }

  private static List<String> focus(
      List<Member> list, Set<String> classGaps, Comparator<String> order) {
    Map<String, Integer> missing = new HashMap<>();
    list.forEach(member -> member.missing().forEach(code -> missing.merge(code, 1, Integer::sum)));
    var shared = missing.keySet().stream()
        .filter(code -> 2 * missing.getOrDefault(code, 0) >= list.size())
        .sorted(Comparator.<String>comparingInt(code -> -missing.getOrDefault(code, 0))
            .thenComparing(order))
        .toList();
    var own = shared.stream().filter(code -> !classGaps.contains(code)).toList();
    var chosen = own.isEmpty() ? shared : own;
    return chosen.subList(0, Math.min(FOCUS, chosen.size()));
  }

  private static double jaccard(Set<String> a, Set<String> b) {
    if (a.isEmpty() && b.isEmpty()) {
      return 1;
    }
    int both = 0;
    for (String code : a) {
      both += b.contains(code) ? 1 : 0;
    }
    return (double) both / (a.size() + b.size() - both);
  }

  private static Set<String> without(Set<String> codes, Set<String> left) {
    var rest = new HashSet<>(codes);
    rest.removeAll(left);
    return rest;
  }

  private static String count(int students) {
    return students == 1 ? "1 student" : students + " students";
  }
}
