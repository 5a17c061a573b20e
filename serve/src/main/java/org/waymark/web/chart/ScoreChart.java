package org.waymark.web.chart;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Scores of one subject on one scale over time, each with the band of one standard error.
public final class ScoreChart {
  private static final int HEIGHT = 190;

  private ScoreChart() {}

  /// One sitting.
  ///
  /// @param standardError score points; null where the vendor gives none
  public record Sitting(
      LocalDate on,
      double score,
      @Nullable Double standardError,
      @Nullable Integer percentile,
      String words) {}

  public static Picture draw(String title, List<Sitting> sittings) {
    return Picture.of(520, width -> draw(width, title, sittings));
  }

  private static String draw(int width, String title, List<Sitting> sittings) {
    Svg svg = new Svg(
        width,
        HEIGHT,
        "scores",
        title,
        "One dot per test with its standard error; the table below has the numbers.");
    if (sittings.isEmpty()) {
      return svg.text("axis", width / 2.0, HEIGHT / 2.0, "middle", "No score").end();
    }
    double low = sittings.stream().mapToDouble(s -> s.score() - error(s)).min().orElse(0);
    double high = sittings.stream().mapToDouble(s -> s.score() + error(s)).max().orElse(1);
    double pad = Math.max(2, (high - low) * 0.15);
    LocalDate first = sittings.getFirst().on();
    long span = Math.max(30, ChronoUnit.DAYS.between(first, sittings.getLast().on()));
    Scale x = new Scale(-span * 0.05, span * 1.08, 44, width - 12);
    Scale y = new Scale(low - pad, high + pad, HEIGHT - 28, 12);
    for (double tick : y.ticks(4)) {
      svg.line("grid", 44, y.at(tick), width - 12, y.at(tick));
      svg.text("axis", 38, y.at(tick) + 4, "end", String.format(Locale.US, "%.0f", tick));
    }
    StringBuilder d = new StringBuilder();
    double labelled = -100;
    for (Sitting sitting : sittings) {
      double cx = x.at(ChronoUnit.DAYS.between(first, sitting.on()));
      double cy = y.at(sitting.score());
      d.append(d.isEmpty() ? 'M' : 'L').append(Svg.number(cx)).append(' ').append(Svg.number(cy));
      if (sitting.standardError() != null) {
        svg.line(
            "error",
            cx,
            y.at(sitting.score() - error(sitting)),
            cx,
            y.at(sitting.score() + error(sitting)));
      }
      if (cx - labelled > 48) {
        svg.text("axis", cx, HEIGHT - 9, "middle", MONTH.format(sitting.on()));
        labelled = cx;
      }
    }
    svg.path("line faint", d.toString());
    for (Sitting sitting : sittings) {
      double cx = x.at(ChronoUnit.DAYS.between(first, sitting.on()));
      svg.circle("this dot", cx, y.at(sitting.score()), 4, sitting.words());
    }
    return svg.end();
  }

  private static final java.time.format.DateTimeFormatter MONTH =
      java.time.format.DateTimeFormatter.ofPattern("MMM ''yy", Locale.US);

  private static double error(Sitting sitting) {
    return sitting.standardError() == null ? 0 : sitting.standardError();
  }
}
