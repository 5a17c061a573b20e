package org.waymark.web.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A student's warning signs week by week, as steps. A stretch without data is a dashed line
/// on a level of its own, never at the bottom of the good ones.
public final class PathChart {
  private static final int HEIGHT = 190;
  private static final List<String> LEVELS =
      List.of("No sign", "One sign", "Two, or a serious one", "Two serious or more");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.US);

  private PathChart() {}

  /// Weeks with the same signs.
  ///
  /// @param level 0 for no sign … 3 for two serious ones; −1 unknown
  public record Stretch(LocalDate startsOn, LocalDate endsOn, int level, String words) {}

  /// @param stretches oldest first, at least one
  public static Picture draw(String title, List<Stretch> stretches) {
    return Picture.of(600, width -> draw(width, title, stretches));
  }

  private static String draw(int width, String title, List<Stretch> stretches) {
    double left = width < 400 ? 96 : 150;
    LocalDate first = stretches.getFirst().startsOn();
    LocalDate last = stretches.getLast().endsOn();
    boolean hasUnknown = stretches.stream().anyMatch(s -> s.level() < 0);
    Scale x = new Scale(0, Math.max(7, ChronoUnit.DAYS.between(first, last)), left, width - 12);
    Scale y = new Scale(hasUnknown ? -1 : 0, 3, HEIGHT - 34, 16);
    Svg svg = new Svg(
        width,
        HEIGHT,
        "path",
        title,
        "Steps from week to week; higher is more signs. The table beside it has the weeks.");
    for (int level = hasUnknown ? -1 : 0; level <= 3; level++) {
      String words = level < 0 ? "Unknown" : LEVELS.get(level);
      svg.line("grid", left, y.at(level), width - 12, y.at(level));
      svg.text("axis", left - 8, y.at(level) + 4, "end", width < 400 ? brief(level) : words);
    }
    double before = -1;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      double from = x.at(ChronoUnit.DAYS.between(first, stretch.startsOn()));
      LocalDate until =
          i + 1 < stretches.size() ? stretches.get(i + 1).startsOn() : stretch.endsOn();
      double to = x.at(ChronoUnit.DAYS.between(first, until));
      double at = y.at(stretch.level());
      if (before >= 0) {
        svg.line("riser", from, before, from, at);
      }
      svg.line("step level" + Math.max(-1, stretch.level()), from, at, Math.max(to, from + 3), at);
      svg.circle(
          "stop level" + stretch.level(),
          from,
          at,
          4,
          DAY.format(stretch.startsOn()) + ": " + stretch.words());
      before = at;
    }
    months(svg, first, last, x);
    return svg.end();
  }

  private static String brief(int level) {
    return switch (level) {
      case -1 -> "Unknown";
      case 0 -> "No sign";
      case 1 -> "One sign";
      case 2 -> "1 serious or 2";
      default -> "2+ serious";
    };
  }

  private static void months(Svg svg, LocalDate first, LocalDate last, Scale x) {
    double previous = -100;
    for (LocalDate month = first;
        !month.isAfter(last);
        month = month.plusMonths(1).withDayOfMonth(1)) {
      double place = x.at(ChronoUnit.DAYS.between(first, month));
      if (place - previous > 34) {
        svg.text(
            "axis",
            place,
            HEIGHT - 8,
            "start",
            month.getMonth().getDisplayName(TextStyle.SHORT, Locale.US));
        previous = place;
      }
    }
  }
}
