package org.waymark.risk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.SqlEngine;

/// How many students of a school each tier holds and each indicator flags.
///
/// @param schoolKey null for students whose school is unknown, and for a whole district
public record FlagCount(
    @Nullable Long schoolKey,
    Tiers tiers,
    Flags attendance,
    Flags grades,
    Flags assessment,
    Flags behavior) {

  /// Students by tier.
  public record Tiers(long low, long some, long atRisk, long high, long unknown) {

    public long students() {
      return low + some + atRisk + high + unknown;
    }

    /// Students with any flag at all.
    public long flagged() {
      return some + atRisk + high;
    }

    /// Share of students with any flag; 0 without students.
    public double flaggedShare() {
      return students() == 0 ? 0 : (double) flagged() / students();
    }

    private Tiers plus(Tiers other) {
      return new Tiers(
          low + other.low,
          some + other.some,
          atRisk + other.atRisk,
          high + other.high,
          unknown + other.unknown);
    }
  }

  /// Students by what one indicator says of them.
  public record Flags(long yellow, long red, long unknown) {

    private Flags plus(Flags other) {
      return new Flags(yellow + other.yellow, red + other.red, unknown + other.unknown);
    }
  }

  /// All schools together.
  public static FlagCount sum(List<FlagCount> schools) {
    var none = new Flags(0, 0, 0);
    var sum = new FlagCount(null, new Tiers(0, 0, 0, 0, 0), none, none, none, none);
    for (FlagCount school : schools) {
      sum = new FlagCount(
          null,
          sum.tiers.plus(school.tiers),
          sum.attendance.plus(school.attendance),
          sum.grades.plus(school.grades),
          sum.assessment.plus(school.assessment),
          sum.behavior.plus(school.behavior));
    }
    return sum;
  }

  /// Counts the rows of an indicator table.
  static List<FlagCount> read(SqlEngine engine, String indicator) {
    var counts = new ArrayList<FlagCount>();
    var sql = new StringBuilder("select school_key");
    for (String tier : List.of("low", "some", "at_risk", "high", "unknown")) {
      sql.append(", count(*) filter (where tier = '").append(tier).append("')");
    }
    for (String name : List.of("attendance", "grades", "assessment", "behavior")) {
      for (String flag : List.of("yellow", "red", "unknown")) {
        sql.append(", count(*) filter (where ")
            .append(name)
            .append("_flag = '")
            .append(flag)
            .append("')");
      }
    }
    sql.append(" from ").append(indicator).append(" group by school_key order by school_key");
    for (var row : engine.query(sql.toString()).rows()) {
      long[] n = new long[row.size()];
      for (int i = 1; i < n.length; i++) {
        n[i] = ((Number) java.util.Objects.requireNonNull(row.get(i))).longValue();
      }
      counts.add(new FlagCount(
          row.getFirst() == null ? null : ((Number) row.getFirst()).longValue(),
          new Tiers(n[1], n[2], n[3], n[4], n[5]),
          new Flags(n[6], n[7], n[8]),
          new Flags(n[9], n[10], n[11]),
          new Flags(n[12], n[13], n[14]),
          new Flags(n[15], n[16], n[17])));
    }
    return counts;
  }
}
