package org.waymark.web.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Groups beside all other students: a dot with its 95 % interval each, all others as a line
/// at zero. Several of these stand side by side on one scale.
public final class GapChart {
  private static final int WIDTH = 1000;
  private static final int MULTIPLE = 420;
  private static final int TOP = 28;
  private static final int BOTTOM = 32;

  private GapChart() {}

  /// A difference and its interval.
  public record Mark(double value, double low, double high) {}

  /// One group.
  ///
  /// @param raw the plain difference
  /// @param equal what remains when other things are equal; null where there is no figure
  /// @param css higher where the group fares better beyond chance, lower where worse, within
  /// @param words the same in words, for the pointer
  public record Line(String name, Mark raw, @Nullable Mark equal, String css, String words) {}

  /// Ends of the axis that hold all intervals of several charts, zero included.
  public record Range(double from, double to) {

    public static Range of(List<Line> lines) {
      double from = 0;
      double to = 0;
      for (Line line : lines) {
        from = Math.min(from, line.raw().low());
        to = Math.max(to, line.raw().high());
        if (line.equal() != null) {
          from = Math.min(from, line.equal().low());
          to = Math.max(to, line.equal().high());
        }
      }
      double air = Math.max((to - from) * 0.05, 1e-6);
      return new Range(from - air, to + air);
    }
  }

  /// The whole width, with both marks of each group.
  public static Picture draw(String title, List<Line> lines, Range range, String unit) {
    return Picture.of(WIDTH, width -> draw(width, title, lines, range, unit, 34));
  }

  /// One of several on the same scale.
  public static Picture multiple(String title, List<Line> lines, Range range, String unit) {
    return Picture.of(MULTIPLE, width -> draw(width, title, lines, range, unit, 24));
  }

  private static String draw(
      int width, String title, List<Line> lines, Range range, String unit, int step) {
    boolean isNarrow = width < 500;
    double left = isNarrow ? 132 : 230;
    double right = width - 16.0;
    double bottom = TOP + step * (double) lines.size();
    Scale x = new Scale(range.from(), range.to(), left, right);
    Svg svg = new Svg(
        width,
        bottom + BOTTOM,
        "gaps",
        title,
        "One line per group: the difference from all other students with its 95 percent interval. The table has the numbers.");
    for (double tick : x.ticks(isNarrow ? 4 : 8)) {
      svg.line("grid", x.at(tick), TOP - 6, x.at(tick), bottom);
      svg.text("axis", x.at(tick), bottom + 14, "middle", signed(tick));
    }
    svg.line("norm", x.at(0), TOP - 8, x.at(0), bottom);
    svg.text(
        "label norm",
        x.at(0),
        14,
        x.at(0) > width - 70 ? "end" : x.at(0) < left + 40 ? "start" : "middle",
        "all others");
    svg.text("axis", (left + right) / 2, bottom + 28, "middle", unit);
    double y = TOP + step / 2.0;
    for (Line line : lines) {
      svg.text("name", left - 10, y + 4, "end", DotChart.cut(line.name(), isNarrow ? 19 : 34));
      boolean hasBoth = line.equal() != null;
      mark(svg, x, hasBoth ? y - 6 : y, line.raw(), hasBoth ? "raw" : line.css(), line, "plain");
      if (line.equal() != null) {
        mark(svg, x, y + 6, line.equal(), line.css(), line, "other things equal");
      }
      y += step;
    }
    return svg.end();
  }

  private static void mark(
      Svg svg, Scale x, double y, Mark mark, String css, Line line, String kind) {
    svg.line("interval " + css, x.at(mark.low()), y, x.at(mark.high()), y);
    svg.circle(
        "dot " + css,
        x.at(mark.value()),
        y,
        4.5,
        "%s, %s: %s, 95%% interval %s to %s; %s"
            .formatted(
                line.name(),
                kind,
                signed(mark.value()),
                signed(mark.low()),
                signed(mark.high()),
                line.words()));
  }

  private static String signed(double value) {
    if (Math.abs(value) < 1e-9) {
      return "0";
    }
    String digits = String.format(Locale.US, "%.2f", Math.abs(value)).replaceAll("\\.?0+$", "");
    return (value < 0 ? "−" : "+") + digits;
  }
}
