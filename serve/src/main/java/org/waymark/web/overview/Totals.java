package org.waymark.web.overview;

import org.jspecify.annotations.Nullable;

/// The counts behind the five figures, for one school, grade or section and one year.
public record Totals(
    long students,
    long chronicStudents,
    long chronicOf,
    double enrolledDays,
    double absentDays,
    double gpaSum,
    long gpaStudents,
    long coursesCompleted,
    long coursesAttempted,
    long tierLow,
    long tierSome,
    long tierAtRisk,
    long tierHigh,
    long tierUnknown) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// The same with another count of chronic absence.
  Totals withChronic(long cases, long of) {
    return new Totals(
        students,
        cases,
        of,
        enrolledDays,
        absentDays,
        gpaSum,
        gpaStudents,
        coursesCompleted,
        coursesAttempted,
        tierLow,
        tierSome,
        tierAtRisk,
        tierHigh,
        tierUnknown);
  }

  Totals plus(Totals other) {
    return new Totals(
        students + other.students,
        chronicStudents + other.chronicStudents,
        chronicOf + other.chronicOf,
        enrolledDays + other.enrolledDays,
        absentDays + other.absentDays,
        gpaSum + other.gpaSum,
        gpaStudents + other.gpaStudents,
        coursesCompleted + other.coursesCompleted,
        coursesAttempted + other.coursesAttempted,
        tierLow + other.tierLow,
        tierSome + other.tierSome,
        tierAtRisk + other.tierAtRisk,
        tierHigh + other.tierHigh,
        tierUnknown + other.tierUnknown);
  }

  /// Days attended of days enrolled; null when no day counts.
  public @Nullable Double attendanceRate() {
    return enrolledDays <= 0 ? null : 1 - absentDays / enrolledDays;
  }

  public @Nullable Double chronicRate() {
    return chronicOf <= 0 ? null : (double) chronicStudents / chronicOf;
  }

  public @Nullable Double completionRate() {
    return coursesAttempted <= 0 ? null : (double) coursesCompleted / coursesAttempted;
  }

  public @Nullable Double meanGpa() {
    return gpaStudents <= 0 ? null : gpaSum / gpaStudents;
  }

  /// Students with any warning sign.
  public long flagged() {
    return tierSome + tierAtRisk + tierHigh;
  }

  /// Students whose indicators could be read at all.
  public long tiered() {
    return tierLow + flagged();
  }

  public @Nullable Double flaggedRate() {
    return tiered() <= 0 ? null : (double) flagged() / tiered();
  }
}
