package org.waymark.web.thresholds;

import java.math.BigDecimal;
import java.util.List;
import org.waymark.engine.Threshold;

/// A threshold as people read it: shares are percent on the page and 0 to 1 inside.
record ThresholdWords(Threshold threshold, String title, String meaning, String unit) {

  /// Thresholds that belong together.
  record Group(String title, String sentence, List<ThresholdWords> words) {}

  static final List<Group> GROUPS = List.of(
      new Group(
          "Attendance",
          "Days missed of all enrolled school days of this year, at all schools together.",
          List.of(
              words(
                  Threshold.ATTENDANCE_YELLOW,
                  "Sign",
                  "at or below this attendance rate",
                  "% present"),
              words(
                  Threshold.ATTENDANCE_RED,
                  "Serious sign",
                  "below this attendance rate",
                  "% present"),
              words(
                  Threshold.MINIMUM_ENROLLED_DAYS,
                  "Fewest days",
                  "with fewer days of attendance the indicator and chronic absence are unknown",
                  "school days"))),
      new Group(
          "Grades",
          "Marks of the newest term. One D or F is a sign and two are a serious one: that is fixed.",
          List.of(words(
              Threshold.GPA_RED, "Serious sign", "grade point average below this", "points"))),
      new Group(
          "Tests",
          "The newest valid score of each subject within a year; the worst subject counts.",
          List.of(
              words(
                  Threshold.PERCENTILE_YELLOW,
                  "Sign",
                  "below this national percentile",
                  "percentile"),
              words(
                  Threshold.PERCENTILE_RED,
                  "Serious sign",
                  "below this national percentile",
                  "percentile"),
              words(
                  Threshold.GROWTH_RED,
                  "Serious sign by growth",
                  "growth percentile below this while the score fell",
                  "percentile"))),
      new Group(
          "Behavior",
          "Referrals of the last school days. A suspension is a serious sign: that is fixed.",
          List.of(
              words(
                  Threshold.BEHAVIOR_DAYS,
                  "Days back",
                  "how many school days back a referral counts",
                  "school days"),
              words(Threshold.REFERRALS_YELLOW, "Sign", "so many referrals or more", "referrals"),
              words(
                  Threshold.REFERRALS_RED,
                  "Serious sign",
                  "so many referrals or more",
                  "referrals"))),
      new Group(
          "Learning gaps",
          "These two move the pages about learning gaps. They flag nobody, so the count below stays.",
          List.of(
              words(
                  Threshold.MASTERY_SCORE,
                  "Mastered",
                  "a learning standard is mastered from this score on",
                  "%"),
              words(
                  Threshold.CLASS_GAP_SHARE,
                  "Class-wide gap",
                  "more than this share of the assessed students below mastery",
                  "% of students"))));

  private static ThresholdWords words(
      Threshold threshold, String title, String meaning, String unit) {
    return new ThresholdWords(threshold, title, meaning, unit);
  }

  static ThresholdWords of(Threshold threshold) {
    return GROUPS.stream()
        .flatMap(group -> group.words().stream())
        .filter(words -> words.threshold() == threshold)
        .findFirst()
        .orElseThrow();
  }

  /// "Attendance: sign".
  static String full(Threshold threshold) {
    return GROUPS.stream()
        .filter(group -> group.words().stream().anyMatch(w -> w.threshold() == threshold))
        .map(group -> group.title() + ", " + lower(of(threshold).title()))
        .findFirst()
        .orElseThrow();
  }

  /// 0.9 → "90", 1.5 → "1.5".
  String shown(BigDecimal value) {
    BigDecimal shown = isShare() ? value.movePointRight(2) : value;
    return shown.stripTrailingZeros().toPlainString();
  }

  /// "90% present", "25 percentile".
  String withUnit(BigDecimal value) {
    return shown(value) + (unit.startsWith("%") ? unit : " " + unit);
  }

  /// "90" → 0.9
  BigDecimal inside(BigDecimal typed) {
    return isShare() ? typed.movePointLeft(2) : typed;
  }

  /// "a number from 0.1 to 100 with at most 1 decimal".
  String range() {
    int places = isShare() ? threshold.places() - 2 : threshold.places();
    String from = " from " + shown(threshold.least()) + " to " + shown(threshold.most());
    return places == 0
        ? "a whole number" + from
        : "a number" + from + " with at most " + places + (places == 1 ? " decimal" : " decimals");
  }

  private boolean isShare() {
    return switch (threshold) {
      case ATTENDANCE_YELLOW, ATTENDANCE_RED, CLASS_GAP_SHARE -> true;
      case MINIMUM_ENROLLED_DAYS,
          GPA_RED,
          PERCENTILE_YELLOW,
          PERCENTILE_RED,
          GROWTH_RED,
          BEHAVIOR_DAYS,
          REFERRALS_YELLOW,
          REFERRALS_RED,
          MASTERY_SCORE -> false;
    };
  }

  private static String lower(String title) {
    return title.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + title.substring(1);
  }
}
