package org.waymark.risk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waymark.risk.learning.Interval;
import org.waymark.risk.learning.Measure;
import org.waymark.risk.learning.Skill;

/// How good a model is on students and a period that it never saw, beside what the district has
/// without it. Every figure with its 95 % interval.
///
/// @param capacity the share of students that people can look after
/// @param flags how many that is among the students tried
/// @param dataHash SHA-256 of all rows that were learned from or tried
/// @param difference model − rule in precision at capacity, on the same students
/// @param dropped features left out, and why
public record Proof(
    String modelId,
    boolean released,
    String releaseReason,
    double capacity,
    int flags,
    long seed,
    String dataHash,
    Test test,
    Training training,
    Rating model,
    Rating secondOpinion,
    Rating rule,
    Rating bestIndicator,
    Rating baseline,
    double difference,
    Interval differenceInterval,
    List<Subgroup> subgroups,
    List<Used> features,
    Map<String, String> dropped,
    Map<String, Object> parameters) {

  /// Who was tried.
  ///
  /// @param from first day of the period foretold
  /// @param to its last day
  /// @param asOf the day on which it was foretold
  public record Test(
      long students, long outcomes, String from, String to, String asOf, String period) {}

  /// What was learned from before the period of the test.
  public record Training(long rows, long students, long outcomes, List<String> periods) {}

  /// One way to choose students.
  ///
  /// @param curve predicted against observed rates; none for scores that only order
  /// @param flagged whom the rule flags by its own lines, at no capacity
  public record Rating(
      String name,
      Map<Measure, Double> measures,
      Map<Measure, Interval> intervals,
      List<Skill.Point> curve,
      Optional<Flagged> flagged) {}

  /// @param precision share of them who had trouble
  /// @param recall share of those who had trouble among them
  public record Flagged(long students, double precision, double recall) {}

  /// How the model's flags fall on one group.
  ///
  /// @param falseAlarm share flagged of those who had no trouble
  /// @param missed share not flagged of those who had
  /// @param expected mean probability
  /// @param observed share who had trouble
  /// @param isSmall fewer than ten; its figures are not shown
  /// @param concern a sentence where the group fares worse than all others beyond chance
  public record Subgroup(
      String group,
      long students,
      long outcomes,
      long flagged,
      double falseAlarm,
      Interval falseAlarmInterval,
      double missed,
      Interval missedInterval,
      double precision,
      double expected,
      double observed,
      boolean isSmall,
      Optional<String> concern) {}

  /// @param importance share of the mean size of all contributions
  public record Used(String name, String title, int direction, double importance) {}

  /// As `./waymark risk evaluate --json` prints it.
  public String json() {
    return ProofJson.of(this);
  }
}
