package org.waymark.risk.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.risk.Feature;
import org.waymark.risk.Topic;
import org.waymark.risk.internal.Today.Count;

/// What is known of a student on a topic, as a teacher would say it, with the number behind.
final class TopicWords {

  private final Today today;
  private final int row;

  TopicWords(Today today, int row) {
    this.today = today;
    this.row = row;
  }

  /// The topic's leading number; null when it is unknown.
  @Nullable
  Double value(Topic topic) {
    float value = today.value(
        row,
        switch (topic) {
          case ATTENDANCE_NOW -> Feature.ABSENCE_30;
          case ATTENDANCE_BEFORE -> Feature.ABSENCE_HISTORY;
          case LATENESS -> Feature.TARDY_HISTORY;
          case MARKS_NOW -> Feature.GPA;
          case MARKS_BEFORE -> Feature.GPA_HISTORY;
          case TESTS -> Feature.PERCENTILE;
          case BEHAVIOR -> Feature.INCIDENTS_365;
          case PLACE -> Feature.NEXT_GRADE;
          case SERVICES -> Feature.IS_ELL;
        });
    return Float.isNaN(value) ? null : (double) value;
  }

  String sentence(Topic topic) {
    return switch (topic) {
      case ATTENDANCE_NOW -> attendance();
      case ATTENDANCE_BEFORE ->
        isKnown(Count.DAYS_HISTORY) && count(Count.DAYS_HISTORY) > 0
            ? "Missed %s of %s school days, up to three years back"
                .formatted(days(Count.MISSED_HISTORY), days(Count.DAYS_HISTORY))
            : "No attendance of earlier years is known";
      case LATENESS ->
        isKnown(Feature.TARDY_HISTORY)
            ? "Late on %s and absent without excuse on %s of school days, up to three years back"
                .formatted(percent(Feature.TARDY_HISTORY), percent(Feature.UNEXCUSED_HISTORY))
            : "Lateness is unknown";
      case MARKS_NOW -> marks();
      case MARKS_BEFORE ->
        isKnown(Feature.GPA_HISTORY)
            ? "GPA %s over all terms%s%s"
                .formatted(decimal(Feature.GPA_HISTORY), change(), failed())
            : "No final marks of earlier terms are known";
      case TESTS ->
        isKnown(Feature.PERCENTILE)
            ? "At the %s national percentile on average%s"
                .formatted(ordinal(Feature.PERCENTILE), lowest())
            : "No test of the last year has a national percentile";
      case BEHAVIOR -> behavior();
      case PLACE ->
        "Going on from grade %s, %s".formatted(today.students().get(row).grade(), years((int)
            number(Feature.DAYS_ENROLLED)));
      case SERVICES -> services();
    };
  }

  private String attendance() {
    if (!isKnown(Count.DAYS_30) || count(Count.DAYS_30) == 0) {
      return "No attendance of the last 30 days is known";
    }
    String now = "Missed %s of the last %s school days"
        .formatted(days(Count.MISSED_30), days(Count.DAYS_30));
    if (!isKnown(Count.MISSED_30_BEFORE)) {
      return now;
    }
    String before = "%s of %s".formatted(days(Count.MISSED_30_BEFORE), days(Count.DAYS_30_BEFORE));
    float change = number(Feature.ABSENCE_CHANGE);
    return now
        + (Math.abs(change) < 0.05
            ? ", " + before + " in the month before"
            : (change > 0 ? ", up from " : ", down from ") + before + " in the month before");
  }

  private String marks() {
    if (!isKnown(Feature.GPA) && !isKnown(Feature.PERCENT)) {
      return "No final marks are known yet";
    }
    var words = new StringBuilder(
        isKnown(Feature.GPA)
            ? "GPA " + decimal(Feature.GPA)
            : "Mean mark %.0f%%".formatted(number(Feature.PERCENT)));
    words.append(" in ").append(today.students().get(row).term());
    if (isKnown(Feature.LOWEST_PERCENT)) {
      words.append(
          String.format(Locale.ROOT, ", lowest mark %.0f%%", number(Feature.LOWEST_PERCENT)));
    }
    int low = isKnown(Feature.D_OR_F_COURSES) ? (int) number(Feature.D_OR_F_COURSES) : 0;
    if (low > 0) {
      words.append(", ").append(low).append(low == 1 ? " course" : " courses").append(" at D or F");
    }
    return words.toString();
  }

  private String change() {
    float change = number(Feature.GPA_CHANGE);
    if (Float.isNaN(change) || Math.abs(change) < 0.05) {
      return "";
    }
    return String.format(
        Locale.ROOT, ", last %s by %.1f", change < 0 ? "down" : "up", Math.abs(change));
  }

  private String failed() {
    float failed = number(Feature.FAILED_SHARE);
    return failed > 0 ? ", " + percent(Feature.FAILED_SHARE) + " of courses failed" : "";
  }

  private String lowest() {
    return Math.abs(number(Feature.LOWEST_PERCENTILE) - number(Feature.PERCENTILE)) < 0.5
        ? ""
        : ", lowest subject at the " + ordinal(Feature.LOWEST_PERCENTILE);
  }

  private String behavior() {
    if (!isKnown(Feature.INCIDENTS_365)) {
      return "Behavior is unknown: no discipline file was given";
    }
    int year = (int) number(Feature.INCIDENTS_365);
    if (year == 0) {
      return "No incident in the last year";
    }
    int suspensions = (int) number(Feature.SUSPENSIONS_365);
    return "%s in the last year, %d in the last 90 days%s"
        .formatted(
            counted(year, "incident"),
            (int) number(Feature.INCIDENTS_90),
            suspensions == 0 ? "" : ", " + counted(suspensions, "suspension"));
  }

  private String services() {
    var services = new java.util.ArrayList<String>();
    if (number(Feature.IS_ELL) == 1) {
      services.add("English learner");
    }
    if (number(Feature.IS_SPED) == 1) {
      services.add("special education");
    }
    if (number(Feature.IS_FRL) == 1) {
      services.add("free or reduced-price lunch");
    }
    return services.isEmpty() ? "No services" : "Services: " + String.join(", ", services);
  }

  private static String years(int days) {
    return days < 365
        ? counted(days, "day") + " in the district"
        : counted(days / 365, "year") + " in the district";
  }

  private static String counted(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private float number(Feature feature) {
    return today.value(row, feature);
  }

  private float count(Count count) {
    return today.count(row, count);
  }

  private boolean isKnown(Feature feature) {
    return !Float.isNaN(number(feature));
  }

  private boolean isKnown(Count count) {
    return !Float.isNaN(count(count));
  }

  /// 9, or 9.5 where half a day was missed.
  private String days(Count count) {
    float days = count(count);
    return days == Math.rint(days)
        ? Integer.toString((int) days)
        : String.format(Locale.ROOT, "%.1f", days);
  }

  private String percent(Feature feature) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * number(feature));
  }

  private String decimal(Feature feature) {
    return String.format(Locale.ROOT, "%.2f", number(feature));
  }

  private String ordinal(Feature feature) {
    int n = Math.round(number(feature));
    String ending = n % 100 >= 11 && n % 100 <= 13
        ? "th"
        : switch (n % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return n + ending;
  }
}
