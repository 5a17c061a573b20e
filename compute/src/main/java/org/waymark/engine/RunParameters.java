package org.waymark.engine;

import java.time.LocalDate;
import java.util.List;

/// The one-row table `engine.run` that every model may read: who, when, and the district's
/// settings.
///
/// `normEdition` names the norms to measure with; empty for the newest that is loaded.
/// Defaults are the rules of the field; a district may set its own in `waymark.yml`.
public record RunParameters(
    String tenantId,
    String runId,
    LocalDate asOfOn,
    int schoolYear,
    Thresholds thresholds,
    String normEdition,
    Bands bands) {

  /// The newest norms, which is what most districts want.
  public RunParameters(
      String tenantId, String runId, LocalDate asOfOn, int schoolYear, Thresholds thresholds) {
    this(tenantId, runId, asOfOn, schoolYear, thresholds, "", Bands.DEFAULT);
  }

  /// Chances of trouble from which on a band begins; under the first a chance is low.
  public record Bands(double some, double atRisk, double high) {

    public static final Bands DEFAULT = new Bands(0.25, 0.50, 0.75);

    public Bands {
      if (!(some > 0 && some < atRisk && atRisk < high && high < 1)) {
        throw new IllegalArgumentException("risk_bands: saw " + some + ", " + atRisk + ", " + high
            + ", expected three rising chances such as [0.25, 0.50, 0.75]");
      }
    }
  }

  /// Where the rules draw their lines.
  ///
  /// @param minimumEnrolledDays below this, chronic absence is unknown (10 federal, 45 NJ,
  ///     31 CA)
  /// @param attendanceYellow flagged at or below this share present
  /// @param attendanceRed flagged below this share present
  /// @param gpaRed flagged below this grade point average
  /// @param percentileYellow flagged below this national percentile
  /// @param percentileRed flagged below this national percentile
  /// @param growthRed with falling achievement, flagged below this growth percentile
  /// @param behaviorDays how many school days back referrals count
  /// @param referralsYellow flagged from so many referrals on
  /// @param referralsRed flagged from so many referrals on
  /// @param masteryScore a standard is mastered from this score on, 0 to 100
  /// @param classGapShare a class-wide gap is more than this share of those assessed below
  public record Thresholds(
      int minimumEnrolledDays,
      double attendanceYellow,
      double attendanceRed,
      double gpaRed,
      int percentileYellow,
      int percentileRed,
      int growthRed,
      int behaviorDays,
      int referralsYellow,
      int referralsRed,
      double masteryScore,
      double classGapShare) {

    public static final Thresholds DEFAULT =
        new Thresholds(10, 0.90, 0.80, 1.5, 25, 10, 35, 45, 2, 4, 70, 0.30);

    public Thresholds {
      if (attendanceRed > attendanceYellow
          || percentileRed > percentileYellow
          || referralsYellow > referralsRed) {
        throw new IllegalArgumentException(
            "a red threshold must be stricter than its yellow one: " + attendanceYellow
                + "/" + attendanceRed + ", " + percentileYellow + "/" + percentileRed + ", "
                + referralsYellow + "/"
                + referralsRed);
      }
      if (!(masteryScore > 0 && masteryScore <= 100)) {
        throw new IllegalArgumentException(
            "mastery_score: saw " + masteryScore + ", expected more than 0 and at most 100");
      }
      if (!(classGapShare > 0 && classGapShare < 1)) {
        throw new IllegalArgumentException(
            "class_gap_share: saw " + classGapShare + ", expected a share such as 0.30");
      }
    }
  }

  private static final List<String> COLUMNS = List.of(
      "tenant_id",
      "run_id",
      "as_of_on",
      "school_year",
      "minimum_enrolled_days",
      "attendance_yellow",
      "attendance_red",
      "gpa_red",
      "percentile_yellow",
      "percentile_red",
      "growth_red",
      "behavior_days",
      "referrals_yellow",
      "referrals_red",
      "mastery_score",
      "class_gap_share",
      "norm_edition",
      "band_some",
      "band_at_risk",
      "band_high");
  private static final List<String> TYPES = List.of(
      "varchar(100)",
      "varchar(100)",
      "date",
      "int",
      "int",
      "decimal(4, 3)",
      "decimal(4, 3)",
      "decimal(4, 2)",
      "int",
      "int",
      "int",
      "int",
      "int",
      "int",
      "decimal(6, 3)",
      "decimal(6, 5)",
      "varchar(200)",
      "decimal(6, 5)",
      "decimal(6, 5)",
      "decimal(6, 5)");

  public void writeTo(SqlEngine engine) {
    var t = thresholds;
    engine.createSchema("engine");
    engine.createTable(
        "engine.run",
        COLUMNS,
        TYPES,
        List.of(List.of(
            tenantId,
            runId,
            asOfOn.toString(),
            text(schoolYear),
            text(t.minimumEnrolledDays),
            text(t.attendanceYellow),
            text(t.attendanceRed),
            text(t.gpaRed),
            text(t.percentileYellow),
            text(t.percentileRed),
            text(t.growthRed),
            text(t.behaviorDays),
            text(t.referralsYellow),
            text(t.referralsRed),
            text(t.masteryScore),
            text(t.classGapShare),
            normEdition,
            text(bands.some()),
            text(bands.atRisk()),
            text(bands.high()))));
  }

  private static String text(Number number) {
    return number.toString();
  }
}
