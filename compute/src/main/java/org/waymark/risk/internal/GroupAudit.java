package org.waymark.risk.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Proof.Subgroup;
import org.waymark.risk.learning.Interval;
import org.waymark.statistics.Share;
import org.waymark.statistics.SmallestGroup;

/// How the flags fall on groups of students: who is flagged without need, who is missed.
///
/// Of groups with different rates of trouble no model can have both rates equal (Chouldechova
/// 2017, Big Data 5(2), 153–163); the audit shows the differences, people judge them.
final class GroupAudit {

  /// A rate a quarter higher than that of all others is worth a sentence.
  private static final double FACTOR = 1.25;

  private final Map<String, Set<Long>> members = new TreeMap<>();

  GroupAudit(SqlEngine engine) {
    engine.scan(
        "select subgroup, student_key from warehouse.student_subgroup where subgroup <> 'all' order by subgroup, student_key",
        row -> members.computeIfAbsent(row.text(0), g -> new HashSet<>()).add(row.whole(1)));
  }

  /// One count of right and wrong flags.
  private static final class Count {
    long students;
    long outcomes;
    long flagged;
    long falseAlarms;
    long missed;
    double expected;

    void add(double probability, boolean isFlagged, boolean outcome) {
      students++;
      outcomes += outcome ? 1 : 0;
      flagged += isFlagged ? 1 : 0;
      falseAlarms += isFlagged && !outcome ? 1 : 0;
      missed += !isFlagged && outcome ? 1 : 0;
      expected += probability;
    }

    Share falseAlarm() {
      return share(falseAlarms, students - outcomes);
    }

    Share missed() {
      return share(missed, outcomes);
    }

    private static Share share(long k, long n) {
      return n == 0 ? new Share(0, 0, 1) : Share.of(k, n);
    }
  }

  List<Subgroup> audit(
      long[] students, double[] probabilities, boolean[] flagged, boolean[] outcomes) {
    var groups = new ArrayList<Subgroup>();
    for (var group : members.entrySet()) {
      var inside = new Count();
      var outside = new Count();
      for (int i = 0; i < students.length; i++) {
        (group.getValue().contains(students[i]) ? inside : outside)
            .add(probabilities[i], flagged[i], outcomes[i]);
      }
      if (inside.students > 0) {
        groups.add(subgroup(group.getKey(), inside, outside));
      }
    }
    return groups;
  }

  private static Subgroup subgroup(String name, Count in, Count out) {
    boolean isSmall = in.students < SmallestGroup.SHOWN;
    Share falseAlarm = in.falseAlarm();
    Share missed = in.missed();
    return new Subgroup(
        name,
        in.students,
        in.outcomes,
        in.flagged,
        falseAlarm.value(),
        new Interval(falseAlarm.low(), falseAlarm.high()),
        missed.value(),
        new Interval(missed.low(), missed.high()),
        in.flagged == 0 ? 0 : 1 - (double) in.falseAlarms / in.flagged,
        in.expected / in.students,
        (double) in.outcomes / in.students,
        isSmall,
        isSmall ? Optional.empty() : concern(in, out));
  }

  private static Optional<String> concern(Count in, Count out) {
    var sentences = new HashMap<Integer, String>();
    if (isWorse(in.falseAlarm(), out.falseAlarm())) {
      sentences.put(
          0,
          "flagged without need more often than all others: %.1f%% against %.1f%% of those who had no trouble"
              .formatted(100 * in.falseAlarm().value(), 100 * out.falseAlarm().value()));
    }
    if (isWorse(in.missed(), out.missed())) {
      sentences.put(
          1,
          "missed more often than all others: %.0f%% against %.0f%% of those who had trouble"
              .formatted(100 * in.missed().value(), 100 * out.missed().value()));
    }
    if (in.outcomes > 0 && in.students > in.outcomes) {
      Share observed = Share.of(in.outcomes, in.students);
      double expected = in.expected / in.students;
      if (expected < observed.low() && expected * FACTOR < observed.value()) {
        sentences.put(
            2,
            "in trouble more often than foretold: %.0f%% against %.0f%%"
                .formatted(100 * observed.value(), 100 * expected));
      } else if (expected > observed.high() && expected > observed.value() * FACTOR) {
        sentences.put(
            2,
            "in trouble less often than foretold: %.0f%% against %.0f%%"
                .formatted(100 * observed.value(), 100 * expected));
      }
    }
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("; ", sentences.values()));
  }

  private static boolean isWorse(Share in, Share out) {
    return Share.difference(in, out).low() > 0 && in.value() > FACTOR * out.value();
  }
}
