package org.waymark.equity.internal;

/// What is compared between groups.
///
/// @param name as in equity.cell
/// @param kind mean of values, or share of students
/// @param rate whether the four-fifths rule can be asked, and whether more is better
record Measure(String name, Kind kind, Rate rate) {

  enum Kind {
    MEAN,
    SHARE
  }

  enum Rate {
    NONE,
    GOOD,
    BAD
  }

  static Measure of(String name) {
    return switch (name) {
      case "score", "growth" -> new Measure(name, Kind.MEAN, Rate.NONE);
      case "attendance_rate", "course_completion" -> new Measure(name, Kind.MEAN, Rate.GOOD);
      case "proficient" -> new Measure(name, Kind.SHARE, Rate.GOOD);
      case "chronic_absence", "suspended" -> new Measure(name, Kind.SHARE, Rate.BAD);
      default -> throw new IllegalArgumentException("no measure " + name);
    };
  }

  /// The share of those who fared well.
  double favourable(Tally group) {
    return rate == Rate.BAD ? 1 - group.mean() : group.mean();
  }
}
