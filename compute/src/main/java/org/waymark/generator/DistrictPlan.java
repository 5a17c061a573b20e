package org.waymark.generator;

import java.nio.file.Path;
import java.time.LocalDate;

/// What to write. The same plan gives the same bytes on any machine.
///
/// @param out folder to write; created when absent, replaced only if it was generated before
/// @param students students enrolled in the latest year, about
/// @param years school years, the latest one holding `through`
/// @param seed any number
/// @param defects how much is wrong with the files
/// @param through last day with data
public record DistrictPlan(
    Path out, int students, int years, long seed, Defects defects, LocalDate through) {

  public static final int MOST_STUDENTS = 1_000_000;
  public static final int MOST_YEARS = 8;
  public static final LocalDate DEFAULT_THROUGH = LocalDate.of(2026, 5, 15);
  private static final LocalDate EARLIEST = LocalDate.of(2005, 7, 1);
  private static final LocalDate LATEST = LocalDate.of(2060, 6, 30);

  public DistrictPlan {
    if (students < 1 || students > MOST_STUDENTS) {
      throw new IllegalArgumentException(
          "students %d is outside 1..%d".formatted(students, MOST_STUDENTS));
    }
    if (years < 1 || years > MOST_YEARS) {
      throw new IllegalArgumentException("years %d is outside 1..%d".formatted(years, MOST_YEARS));
    }
    if (through.isBefore(EARLIEST) || through.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "through %s is outside %s..%s; name the last day with data, such as %s"
              .formatted(through, EARLIEST, LATEST, DEFAULT_THROUGH));
    }
  }

  /// Three school years through 15 May 2026, without defects.
  public static DistrictPlan of(Path out, int students, long seed) {
    return new DistrictPlan(out, students, 3, seed, Defects.NONE, DEFAULT_THROUGH);
  }

  public DistrictPlan with(Defects other) {
    return new DistrictPlan(out, students, years, seed, other, through);
  }

  /// The spring year of the latest school year: 2026 means 2025–26.
  int latestYear() {
    LocalDate schoolHasBegun = LocalDate.of(through.getYear(), 8, 19);
    return through.isBefore(schoolHasBegun) ? through.getYear() : through.getYear() + 1;
  }
}
