package org.waymark.web.equity;

import org.waymark.web.Words;

/// Measures as the page names them.
public final class MeasureWords {

  private MeasureWords() {}

  public static String of(String key) {
    return switch (key) {
      case "score" -> "Scores";
      case "proficient" -> "Meets the standard";
      case "growth" -> "Growth percentile";
      case "attendance_rate" -> "Attendance rate";
      case "chronic_absence" -> "Chronic absence";
      case "course_completion" -> "Courses completed";
      case "suspended" -> "Suspended at least once";
      default -> Words.plain(key);
    };
  }
}
