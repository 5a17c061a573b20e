package org.waymark.generator;

import java.io.IOException;
import java.util.List;

/// The norms that the scores were drawn by, as a table that `./waymark norms load` reads:
/// planted effects are in their standard deviations.
final class TruthNorms {
  static final String PATH = "_truth/norms.csv";
  private static final int LAST_GRADE = 10;
  private static final double QUARTILE = 0.6745;
  private final District district;

  TruthNorms(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    workspace.file(
        PATH,
        List.of(
            "edition",
            "standard_type",
            "score_scale",
            "subject",
            "grade_level",
            "season",
            "weeks_of_instruction",
            "mean",
            "sd",
            "p25",
            "p50",
            "p75",
            "source",
            "source_year",
            "is_demo"),
        this::rows);
  }

  private void rows(Table table) throws IOException {
    for (int grade = 0; grade <= LAST_GRADE; grade++) {
      for (boolean isMath : new boolean[] {true, false}) {
        for (Season season : Season.values()) {
          double rit = Norms.ritSpread(isMath, grade);
          row(table, "rit", isMath, grade, season, Norms.ritMean(isMath, grade, season), rit);
          double star = Norms.starSpread(grade);
          row(
              table,
              "star_unified",
              isMath,
              grade,
              season,
              Norms.starMean(isMath, grade, season),
              star);
          double iready = Norms.ireadySpread(isMath, grade);
          row(
              table,
              "iready",
              isMath,
              grade,
              season,
              Norms.ireadyMean(isMath, grade, season),
              iready);
        }
      }
    }
  }

  private void row(
      Table table,
      String scale,
      boolean isMath,
      int grade,
      Season season,
      double mean,
      double spread)
      throws IOException {
    int[] weeks = {4, 20, 32};
    table
        .cells("Maple Valley truth", "national_norm", scale, isMath ? "math" : "reading")
        .cells(Course.gradeCell(grade), season.name().toLowerCase(java.util.Locale.ROOT))
        .cell(weeks[season.ordinal()])
        .cells(tenths(mean), tenths(spread))
        .cells(tenths(mean - QUARTILE * spread), tenths(mean), tenths(mean + QUARTILE * spread))
        .cells("invented, seed " + district.seed(), "2024-2025", "true")
        .end();
  }

  private static String tenths(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + Math.abs(tenths % 10);
  }
}
