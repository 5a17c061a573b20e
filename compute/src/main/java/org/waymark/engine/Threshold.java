package org.waymark.engine;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.waymark.engine.RunParameters.Thresholds;

/// One of the [Thresholds], by name: what it may be, wherever it is written (`waymark.yml`,
/// the page, the ledger). The key is the column of `engine.run` too. The ranges are wide, but
/// a share that was meant as a percent, or the other way round, falls outside.
public enum Threshold {
  MINIMUM_ENROLLED_DAYS("minimum_enrolled_days", "1", "180", 0, t -> t.minimumEnrolledDays()),
  ATTENDANCE_YELLOW("attendance_yellow", "0.5", "1", 3, t -> t.attendanceYellow()),
  ATTENDANCE_RED("attendance_red", "0.5", "1", 3, t -> t.attendanceRed()),
  GPA_RED("gpa_red", "0", "5", 2, t -> t.gpaRed()),
  PERCENTILE_YELLOW("percentile_yellow", "1", "99", 0, t -> t.percentileYellow()),
  PERCENTILE_RED("percentile_red", "1", "99", 0, t -> t.percentileRed()),
  GROWTH_RED("growth_red", "1", "99", 0, t -> t.growthRed()),
  BEHAVIOR_DAYS("behavior_days", "1", "180", 0, t -> t.behaviorDays()),
  REFERRALS_YELLOW("referrals_yellow", "1", "100", 0, t -> t.referralsYellow()),
  REFERRALS_RED("referrals_red", "1", "100", 0, t -> t.referralsRed()),
  MASTERY_SCORE("mastery_score", "1", "100", 3, t -> t.masteryScore()),
  CLASS_GAP_SHARE("class_gap_share", "0.01", "0.99", 5, t -> t.classGapShare());

  private final String key;
  private final BigDecimal least;
  private final BigDecimal most;
  private final int places;
  private final Function<Thresholds, Number> value;

  Threshold(String key, String least, String most, int places, Function<Thresholds, Number> value) {
    this.key = key;
    this.least = new BigDecimal(least);
    this.most = new BigDecimal(most);
    this.places = places;
    this.value = value;
  }

  public String key() {
    return key;
  }

  public static Optional<Threshold> of(String key) {
    return Arrays.stream(values()).filter(t -> t.key.equals(key)).findFirst();
  }

  /// The smallest value that is allowed.
  public BigDecimal least() {
    return least;
  }

  /// The largest value that is allowed.
  public BigDecimal most() {
    return most;
  }

  /// Digits after the point that the run keeps; 0 for whole numbers.
  public int places() {
    return places;
  }

  /// The value without trailing zeros.
  public BigDecimal in(Thresholds thresholds) {
    return plain(new BigDecimal(value.apply(thresholds).toString()));
  }

  /// All values by name.
  public static Map<Threshold, BigDecimal> valuesOf(Thresholds thresholds) {
    var values = new EnumMap<Threshold, BigDecimal>(Threshold.class);
    for (Threshold threshold : values()) {
      values.put(threshold, threshold.in(thresholds));
    }
    return values;
  }

  /// The thresholds with these values; those that are not named have their defaults.
  ///
  /// @throws IllegalArgumentException if one is not allowed, or a red one is looser than its
  ///     yellow one
  public static Thresholds thresholds(Map<Threshold, BigDecimal> given) {
    given.forEach((threshold, number) -> {
      if (!threshold.allows(number)) {
        throw new IllegalArgumentException(
            threshold.key + ": saw " + number.toPlainString() + ", expected " + threshold.range());
      }
    });
    return new Thresholds(
        MINIMUM_ENROLLED_DAYS.from(given).intValueExact(),
        ATTENDANCE_YELLOW.from(given).doubleValue(),
        ATTENDANCE_RED.from(given).doubleValue(),
        GPA_RED.from(given).doubleValue(),
        PERCENTILE_YELLOW.from(given).intValueExact(),
        PERCENTILE_RED.from(given).intValueExact(),
        GROWTH_RED.from(given).intValueExact(),
        BEHAVIOR_DAYS.from(given).intValueExact(),
        REFERRALS_YELLOW.from(given).intValueExact(),
        REFERRALS_RED.from(given).intValueExact(),
        MASTERY_SCORE.from(given).doubleValue(),
        CLASS_GAP_SHARE.from(given).doubleValue());
  }

  private BigDecimal from(Map<Threshold, BigDecimal> given) {
    return given.getOrDefault(this, in(Thresholds.DEFAULT));
  }

  /// Whether the value lies in the range and has no more digits than the run keeps.
  public boolean allows(BigDecimal number) {
    return number.compareTo(least) >= 0
        && number.compareTo(most) <= 0
        && plain(number).scale() <= places;
  }

  /// "a whole number from 1 to 99", "a number from 0 to 5 with at most 2 decimals".
  public String range() {
    String from = " from " + least.toPlainString() + " to " + most.toPlainString();
    return places == 0
        ? "a whole number" + from
        : "a number" + from + " with at most " + places + " decimals";
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
