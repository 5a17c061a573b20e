package org.waymark.web.chart;

import java.util.List;
import java.util.Locale;

/// Expected share against seen share, by tenths of the probabilities: on the diagonal, what was
/// said came true.
public final class CalibrationChart {
  private static final int HIGHEST = 420;

  private CalibrationChart() {}

  /// @param expected mean probability, 0 to 1
  /// @param seen share that had the outcome, with its 95 % interval
  public record Point(double expected, double seen, double low, double high, long n) {}

  public static Picture draw(String title, List<Point> points) {
    return Picture.of(width -> draw(Math.min(width, HIGHEST), title, points));
  }

  private static String draw(int size, String title, List<Point> points) {
    double left = 46;
    double bottom = size - 40;
    double most =
        points.stream().mapToDouble(p -> Math.max(p.expected(), p.high())).max().orElse(1);
    double to = Math.min(1, Math.ceil(most * 10 + 0.2) / 10);
    Scale x = new Scale(0, to, left, size - 14);
    Scale y = new Scale(0, to, bottom, 14);
    Svg svg = new Svg(
        size,
        size,
        "calibration",
        title,
        "Expected share of students with trouble against the share seen, with 95 percent intervals."
            + " The table beside it has the numbers.");
    for (double tick : x.ticks(5)) {
      svg.line("grid", x.at(tick), y.at(0), x.at(tick), y.at(to));
      svg.line("grid", x.at(0), y.at(tick), x.at(to), y.at(tick));
      svg.text("axis", x.at(tick), bottom + 14, "middle", percent(tick));
      svg.text("axis", left - 6, y.at(tick) + 4, "end", percent(tick));
    }
    svg.line("norm", x.at(0), y.at(0), x.at(to), y.at(to));
    svg.text("label norm", x.at(to), y.at(to) + 84, "end", "as expected");
    svg.text("axis", (left + size) / 2, size - 6, "middle", "expected");
    svg.upward("axis", 11, (bottom + 14) / 2 + 14, "seen");
    for (Point point : points) {
      boolean isOff = point.low() > point.expected() || point.high() < point.expected();
      String css = isOff ? "lower" : "higher";
      String tip = "expected %s, seen %s, 95%% interval %s to %s, %s students"
          .formatted(
              exact(point.expected()),
              exact(point.seen()),
              exact(point.low()),
              exact(point.high()),
              String.format(Locale.US, "%,d", point.n()));
      svg.line(
          "interval " + css,
          x.at(point.expected()),
          y.at(point.low()),
          x.at(point.expected()),
          y.at(Math.min(point.high(), to)));
      svg.circle("dot " + css, x.at(point.expected()), y.at(Math.min(point.seen(), to)), 5, tip);
    }
    return svg.end();
  }

  private static String percent(double share) {
    return String.format(Locale.US, "%.0f%%", share * 100);
  }

  private static String exact(double share) {
    return String.format(Locale.US, "%.1f%%", share * 100);
  }
}
