package org.waymark.web.triage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// What changed since last week, in words.
final class Change {

  private Change() {}

  /// @param signsThen signs of last week; null where last week was not looked at
  /// @param seriousThen serious ones among them
  static String words(
      Movement movement,
      Signs now,
      @Nullable Integer signsThen,
      @Nullable Integer seriousThen,
      @Nullable LocalDate since,
      @Nullable Integer weeks) {
    String then = signsThen == null || seriousThen == null
        ? "not looked at last week"
        : "last week " + signs(signsThen, seriousThen);
    String today = "now " + signs(now.yellow() + now.red(), now.red());
    return switch (movement) {
      case NEW, ESCALATED, RECOVERING -> then + ", " + today;
      case CONTINUING ->
        since == null || weeks == null
            ? today
            : "on the list for %s, since %s"
                .formatted(Words.counted(weeks, "week", "weeks"), Words.day(since));
      case NONE, UNKNOWN -> "";
    };
  }

  /// "no sign", "1 serious sign", "2 signs (1 serious)".
  private static String signs(int signs, int serious) {
    if (signs == 0) {
      return "no sign";
    }
    return serious == signs
        ? Words.counted(signs, "serious sign", "serious signs")
        : Words.counted(signs, "sign", "signs")
            + (serious == 0 ? "" : " (" + serious + " serious)");
  }
}
