package org.waymark.web.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line per group: a dot, its 95 % interval, and the number of students; a rule at what
/// it is compared with.
public final class DotChart {
  private static final int WIDTH = 1000;
  private static final int ROW = 26;
  private static final int TOP = 30;
  private static final int BOTTOM = 30;

  private DotChart() {}

  /// One group.
  ///
  /// @param css higher, lower or within: says with color what the words say too
  /// @param words standing in words, for the pointer and at the end of the line
  public record Dot(
      String name, double value, double low, double high, long n, String css, String words) {}

  /// @param rule what the line at `at` is, such as "norm"
  /// @param unit of the values, at the axis
  public static Picture draw(String title, List<Dot> dots, double at, String rule, String unit) {
    return Picture.of(WIDTH, width -> draw(width, title, dots, at, rule, unit));
  }

  private static String draw(
      int width, String title, List<Dot> dots, double at, String rule, String unit) {
    boolean isNarrow = width < 400;
    double left = isNarrow ? 118 : 250;
    double right = width - (isNarrow ? 34 : 150);
    double height = TOP + BOTTOM + ROW * (double) dots.size();
    double from = Math.min(at, dots.stream().mapToDouble(Dot::low).min().orElse(at - 1));
    double to = Math.max(at, dots.stream().mapToDouble(Dot::high).max().orElse(at + 1));
    double air = Math.max((to - from) * 0.04, 1e-6);
    Scale x = new Scale(from - air, to + air, left, right);
    Svg svg = new Svg(
        width,
        height,
        "dots",
        title,
        "One dot with its 95 percent interval per group. The table below has the numbers.");
    for (double tick : x.ticks(isNarrow ? 3 : 7)) {
      svg.line("grid", x.at(tick), TOP - 6, x.at(tick), height - BOTTOM);
      svg.text("axis", x.at(tick), height - BOTTOM + 14, "middle", number(tick));
    }
    svg.line("norm", x.at(at), TOP - 8, x.at(at), height - BOTTOM);
    svg.text("label norm", x.at(at), 14, anchor(x.at(at), width), rule);
    svg.text("axis", (left + right) / 2, height - 2, "middle", unit);
    if (!isNarrow) {
      svg.text("axis", width - 4, 14, "end", "students");
    }
    double y = TOP + ROW / 2.0;
    for (Dot dot : dots) {
      String tip = "%s: %s, 95%% interval %s to %s, %s students, %s"
          .formatted(
              dot.name(),
              number(dot.value()),
              number(dot.low()),
              number(dot.high()),
              String.format(Locale.US, "%,d", dot.n()),
              dot.words());
      svg.text("name", left - 10, y + 4, "end", cut(dot.name(), isNarrow ? 17 : 40));
      svg.line("interval " + dot.css(), x.at(dot.low()), y, x.at(dot.high()), y);
      svg.circle("dot " + dot.css(), x.at(dot.value()), y, 5, tip);
      svg.text("axis", width - 4, y + 4, "end", String.format(Locale.US, "%,d", dot.n()));
      y += ROW;
    }
    return svg.end();
  }

  private static String anchor(double at, int width) {
    return at > width - 60 ? "end" : "middle";
  }

  private static String number(double value) {
    String text = String.format(Locale.US, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  static String cut(@Nullable String name, int longest) {
    String text = name == null ? "" : name;
    return text.length() <= longest ? text : text.substring(0, longest - 1).strip() + "…";
  }
}
