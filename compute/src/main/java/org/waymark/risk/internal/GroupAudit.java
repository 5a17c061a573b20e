package org.waymark.risk.internal;

import java.util.ArrayList;
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

  private final Map<String, Set<Long>> members = new TreeMap<>();

  GroupAudit(SqlEngine engine) {
    engine.scan(
        "select subgroup, student_key from warehouse.student_subgroup where subgroup <> 'all' order by subgroup, student_key",
        row -> members.computeIfAbsent(row.text(0), g -> new HashSet<>()).add(row.whole(1)));
  }

  List<Subgroup> audit(
      long[] students, double[] probabilities, boolean[] flagged, boolean[] outcomes) {
    var inside = new TreeMap<String, FlagTally>();
    var concerns = new Concerns();
    for (var group : members.entrySet()) {
      var in = new FlagTally();
      var out = new FlagTally();
      for (int i = 0; i < students.length; i++) {
        (group.getValue().contains(students[i]) ? in : out)
            .add(probabilities[i], flagged[i], outcomes[i]);
      }
      if (in.students > 0) {
        inside.put(group.getKey(), in);
        concerns.look(group.getKey(), in, out);
      }
    }
    Map<String, String> found = concerns.found();
    var groups = new ArrayList<Subgroup>();
    inside.forEach(
        (name, tally) -> groups.add(subgroup(name, tally, Optional.ofNullable(found.get(name)))));
    return groups;
  }

  private static Subgroup subgroup(String name, FlagTally in, Optional<String> concern) {
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
        in.students < SmallestGroup.SHOWN,
        concern);
  }
}
