package org.waymark.web.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A rate month by month, this year in full color against last year in grey, labelled
/// directly.
public final class TrendChart {
  private static final int HEIGHT = 240;

  private TrendChart() {}

  /// One month of both years; a rate that is not known is null and leaves a gap.
  ///
  /// @param month such as "Sep"
  public record Month(
      String month, @Nullable Double thisYear, @Nullable Double lastYear) {}

  public static Picture draw(String title, List<Month> months, String thisYear, String lastYear) {
    return Picture.of(width -> draw(width, title, months, thisYear, lastYear));
  }

  private static String draw(
      int width, String title, List<Month> months, String thisYear, String lastYear) {
    double low = months.stream()
        .flatMap(m -> java.util.stream.Stream.of(one(m.thisYear()), one(m.lastYear())))
        .mapToDouble(v -> v)
        .min()
        .orElse(0.8);
    double floor = Math.max(0, Math.min(0.88, Math.floor((low - 0.005) * 50) / 50));
    Svg svg = new Svg(
        width,
        HEIGHT,
        "trend",
        title,
        "Line chart of the attendance rate by month; the table beside it has the numbers.");
    double right = width - (width < 400 ? 62 : 84);
    Scale y = new Scale(floor, 1, HEIGHT - 26, 12);
    Scale x = new Scale(0, Math.max(1, months.size() - 1), 42, right);
    for (double tick : y.ticks(5)) {
      svg.line("grid", 36, y.at(tick), right, y.at(tick));
      svg.text("axis", 32, y.at(tick) + 4, "end", Math.round(tick * 100) + "%");
    }
    svg.line("goal", 36, y.at(0.9), right, y.at(0.9));
    for (int i = 0; i < months.size(); i++) {
      if (width > 400 || i % 2 == 0) {
        svg.text("axis", x.at(i), HEIGHT - 8, "middle", months.get(i).month());
      }
    }
    double lastEnd = series(svg, "last", months.stream().map(Month::lastYear).toList(), x, y);
    double thisEnd = series(svg, "this", months.stream().map(Month::thisYear).toList(), x, y);
    for (int i = 0; i < months.size(); i++) {
      Double rate = months.get(i).thisYear();
      if (rate != null) {
        String tip = months.get(i).month() + ": " + percent(rate);
        svg.circle("this dot", x.at(i), y.at(rate), 3.2, tip);
      }
    }
    boolean close = Math.abs(thisEnd - lastEnd) < 14;
    double shift = close ? (14 - Math.abs(thisEnd - lastEnd)) / 2 : 0;
    double sign = thisEnd <= lastEnd ? -1 : 1;
    svg.text("label this", right + 8, thisEnd + 4 + sign * shift, "start", thisYear);
    svg.text("label last", right + 8, lastEnd + 4 - sign * shift, "start", lastYear);
    return svg.end();
  }

  private static double series(
      Svg svg, String css, List<@Nullable Double> rates, Scale x, Scale y) {
    StringBuilder d = new StringBuilder();
    boolean open = false;
    double end = y.end();
    for (int i = 0; i < rates.size(); i++) {
      Double rate = rates.get(i);
      if (rate == null) {
        open = false;
        continue;
      }
      d.append(open ? 'L' : 'M')
          .append(Svg.number(x.at(i)))
          .append(' ')
          .append(Svg.number(y.at(rate)));
      open = true;
      end = y.at(rate);
    }
    if (!d.isEmpty()) {
      svg.path("line " + css, d.toString());
    }
    return end;
  }

  private static double one(@Nullable Double rate) {
    return rate == null ? 1 : rate;
  }

  private static String percent(double rate) {
    return String.format(Locale.US, "%.1f%%", rate * 100);
  }
}
