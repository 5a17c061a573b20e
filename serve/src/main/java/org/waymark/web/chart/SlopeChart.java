package org.waymark.web.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Last year on the left, this year on the right, one line per group. What chance could have
/// made stays grey.
public final class SlopeChart {
  private static final int WIDTH = 900;
  private static final int LINE = 15;

  private SlopeChart() {}

  /// One group.
  ///
  /// @param css higher, lower or within
  public record Slope(String name, double before, double now, String css, String words) {}

  public static Picture draw(String title, List<Slope> slopes, String lastYear, String thisYear) {
    return Picture.of(WIDTH, width -> draw(width, title, slopes, lastYear, thisYear));
  }

  private static String draw(
      int width, String title, List<Slope> slopes, String lastYear, String thisYear) {
    boolean isNarrow = width < 400;
    double height = Math.clamp(slopes.size() * 22.0 + 70, 240, 620);
    double left = isNarrow ? 52 : 70;
    double right = width - (isNarrow ? 130 : 330);
    double low =
        slopes.stream().mapToDouble(s -> Math.min(s.before(), s.now())).min().orElse(0);
    double high =
        slopes.stream().mapToDouble(s -> Math.max(s.before(), s.now())).max().orElse(1);
    double air = Math.max((high - low) * 0.05, 0.5);
    Scale y = new Scale(low - air, high + air, height - 14, 34);
    Svg svg = new Svg(
        width,
        height,
        "slopes",
        title,
        "One line per group from last year to this year. The table below has the numbers.");
    svg.text("axis", left, 16, "middle", lastYear);
    svg.text("axis", right, 16, "middle", thisYear);
    for (double tick : y.ticks(5)) {
      svg.text("axis", left - 12, y.at(tick) + 4, "end", Svg.number(tick));
    }
    svg.line("grid", left, 24, left, height - 8);
    svg.line("grid", right, 24, right, height - 8);
    slopes.stream().sorted(Comparator.comparing(s -> !s.css().equals("within"))).forEach(slope -> {
      svg.line("slope " + slope.css(), left, y.at(slope.before()), right, y.at(slope.now()));
      svg.circle("dot " + slope.css(), left, y.at(slope.before()), 3.5, tip(slope));
      svg.circle("dot " + slope.css(), right, y.at(slope.now()), 3.5, tip(slope));
    });
    labels(svg, slopes, y, right + 9, isNarrow ? 17 : 46, height);
    return svg.end();
  }

  /// Names at the right end, the telling ones first, none on another.
  private static void labels(
      Svg svg, List<Slope> slopes, Scale y, double x, int longest, double height) {
    var taken = new ArrayList<Double>();
    slopes.stream()
        .sorted(Comparator.comparing((Slope s) -> s.css().equals("within"))
            .thenComparing(s -> -Math.abs(s.now() - s.before())))
        .forEach(slope -> {
          double at = Math.clamp(y.at(slope.now()) + 4, 30, height - 4);
          if (taken.stream().noneMatch(other -> Math.abs(other - at) < LINE)) {
            taken.add(at);
            svg.text("name " + slope.css(), x, at, "start", DotChart.cut(slope.name(), longest));
          }
        });
  }

  private static String tip(Slope slope) {
    return String.format(
        Locale.US,
        "%s: %.1f last year, %.1f this year, %s",
        slope.name(),
        slope.before(),
        slope.now(),
        slope.words());
  }
}
