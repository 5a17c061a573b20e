package org.waymark.web.overview;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.web.figures.FigureNotes;

/// One of the figures on top: value, the count behind it, and the direction since last year.
///
/// @param direction better, worse, same or unknown; the page gives each a shape and a word
/// @param change such as "0.5 points higher than last year (92.9%)"
public record Kpi(
    String title,
    String value,
    String of,
    Direction direction,
    String change,
    FigureNotes.@Nullable Note note) {

  /// Which way it went.
  public enum Direction {
    BETTER("better"),
    WORSE("worse"),
    SAME("about the same"),
    UNKNOWN("no comparison");

    private final String words;

    Direction(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Where it went, by number.
  ///
  /// @param small differences below this are "about the same"
  static Direction direction(
      @Nullable Double now, @Nullable Double before, boolean higherIsBetter, double small) {
    if (now == null || before == null) {
      return Direction.UNKNOWN;
    }
    double change = now - before;
    if (Math.abs(change) < small) {
      return Direction.SAME;
    }
    return change > 0 == higherIsBetter ? Direction.BETTER : Direction.WORSE;
  }

  /// "0.5 points higher than SINCE (92.9%)".
  static String points(@Nullable Double now, @Nullable Double before, String since) {
    if (now == null || before == null) {
      return "no figure for " + since;
    }
    double points = Math.round((now - before) * 1000) / 10.0;
    String side = points == 0
        ? "the same as "
        : String.format(
            Locale.US,
            "%.1f %s %s than ",
            Math.abs(points),
            Math.abs(points) == 1 ? "point" : "points",
            points > 0 ? "higher" : "lower");
    return side + since + String.format(Locale.US, " (%.1f%%)", before * 100);
  }

  /// The same for grade points.
  static String grades(@Nullable Double now, @Nullable Double before, String since) {
    if (now == null || before == null) {
      return "no figure for " + since;
    }
    double change = Math.round((now - before) * 100) / 100.0;
    String side = change == 0
        ? "the same as "
        : String.format(
            Locale.US, "%.2f %s than ", Math.abs(change), change > 0 ? "higher" : "lower");
    return side + since + String.format(Locale.US, " (%.2f)", before);
  }
}
