package org.waymark.web.chart;

import java.util.List;
import java.util.Locale;

/// Rows through the pipe: one stream in, one stream per fate out.
public final class RowFlow {
  private RowFlow() {}

  /// What became of rows.
  public record Fate(String name, long rows, String css) {}

  public static Picture draw(String title, long rowsIn, List<Fate> fates) {
    return Picture.of(860, width -> draw(width, title, rowsIn, fates));
  }

  private static String draw(int width, String title, long rowsIn, List<Fate> fates) {
    double room = 120;
    int gap = 32;
    double height = room + gap * (fates.size() - 1) + 26;
    Svg svg =
        new Svg(width, height, "flow", title, "Rows in on the left, and what became of them.");
    double left = width < 400 ? 74 : 120;
    double right = width - (width < 400 ? 128 : 190);
    double top = (height - room) / 2;
    svg.rect("flow-in", left - 10, top, 10, room);
    svg.text("label", left - 16, top + room / 2 - 2, "end", count(rowsIn));
    svg.text("axis", left - 16, top + room / 2 + 14, "end", "rows in");
    double from = top;
    double to = 13;
    long total = Math.max(1, rowsIn);
    for (Fate fate : fates) {
      double size = room * fate.rows() / total;
      double drawn = fate.rows() == 0 ? 0 : Math.max(1.2, size);
      if (fate.rows() > 0) {
        double bend = (left + right) / 2;
        svg.path(
            "stream " + fate.css(),
            "M%s %sC%s %s %s %s %s %sL%s %sC%s %s %s %s %s %sZ"
                .formatted(
                    n(left),
                    n(from),
                    n(bend),
                    n(from),
                    n(bend),
                    n(to),
                    n(right),
                    n(to),
                    n(right),
                    n(to + drawn),
                    n(bend),
                    n(to + drawn),
                    n(bend),
                    n(from + drawn),
                    n(left),
                    n(from + drawn)));
      }
      double y = to + Math.max(size, 2) / 2;
      svg.text("label", right + 8, y + 1, "start", count(fate.rows()));
      svg.text("axis", right + 8, y + 15, "start", fate.name());
      from += size;
      to += size + gap;
    }
    return svg.end();
  }

  private static String n(double value) {
    return Svg.number(value);
  }

  private static String count(long rows) {
    return String.format(Locale.US, "%,d", rows);
  }
}
