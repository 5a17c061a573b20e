package org.waymark.web.chart;

import java.util.List;
import java.util.Locale;

/// From the chance of a student of whom nothing is known to this student's: each bar begins
/// where the one before it ended.
///
/// The steps are added on the log-odds scale, where they are exact, and drawn at the chances
/// they lead to.
public final class ReasonChart {
  private static final int TOP = 34;
  private static final int ROW = 28;

  private ReasonChart() {}

  /// @param contribution in log-odds; above 0 raises the chance
  public record Step(String name, double contribution) {}

  /// @param base the chance to begin with, between 0 and 1
  public static Picture draw(String title, double base, List<Step> steps) {
    return Picture.of(600, width -> draw(width, title, base, steps));
  }

  private static String draw(int width, String title, double base, List<Step> steps) {
    double left = width < 400 ? 112 : 190;
    double right = width - 58.0;
    double height = TOP + ROW * (steps.size() + 2) + 8.0;
    Scale x = new Scale(0, 1, left, right);
    Svg svg = new Svg(
        width,
        height,
        "reasons",
        title,
        "Bars from the base to this student's chance; the list beside it has the reasons.");
    for (int tenth = 0; tenth <= 10; tenth += width < 400 ? 5 : 2) {
      svg.line("grid", x.at(tenth / 10.0), TOP - 10, x.at(tenth / 10.0), height - 6);
      svg.text("axis", x.at(tenth / 10.0), 14, "middle", tenth * 10 + "%");
    }
    double y = TOP;
    row(svg, "base", "Nothing known", x, 0, base, y, left);
    double logit = Math.log(base / (1 - base));
    double before = base;
    for (Step step : steps) {
      y += ROW;
      svg.line("link", x.at(before), y - ROW + 4, x.at(before), y + 18);
      logit += step.contribution();
      double now = 1 / (1 + Math.exp(-logit));
      row(
          svg,
          step.contribution() >= 0 ? "raises" : "lowers",
          step.name(),
          x,
          before,
          now,
          y,
          left);
      before = now;
    }
    y += ROW;
    svg.line("link", x.at(before), y - ROW + 4, x.at(before), y + 18);
    row(svg, "sum", "This student", x, 0, before, y, left);
    return svg.end();
  }

  private static void row(
      Svg svg, String css, String name, Scale x, double from, double to, double y, double left) {
    double low = x.at(Math.min(from, to));
    double size = Math.max(1.5, x.at(Math.max(from, to)) - low);
    boolean isTotal = css.equals("base") || css.equals("sum");
    String points = isTotal
        ? String.format(Locale.US, "%.0f%%", to * 100)
        : String.format(Locale.US, "%s%.1f", to >= from ? "+" : "−", Math.abs(to - from) * 100);
    svg.text("name", left - 8, y + 15, "end", DotChart.cut(name, left < 150 ? 15 : 28));
    svg.rect("bar " + css, low, y + 2, size, 18, name + ": " + points);
    svg.text("axis", x.at(Math.max(from, to)) + 6, y + 15, "start", points);
  }
}
