package org.waymark.web.chart;

import java.util.List;
import java.util.Locale;

/// Shares of one whole as one bar, each part named on the bar where it fits.
public final class ShareBar {
  private ShareBar() {}

  /// One part.
  ///
  /// @param css its color, by class
  public record Part(String name, long count, String css) {}

  public static Picture draw(String title, List<Part> parts) {
    return Picture.of(760, width -> draw(width, title, parts));
  }

  private static String draw(int width, String title, List<Part> parts) {
    long total = Math.max(1, parts.stream().mapToLong(Part::count).sum());
    Svg svg = new Svg(
        width, 44, "share", title, "One bar in parts; the table beside it has the numbers.");
    double x = 0;
    for (Part part : parts) {
      double size = (double) part.count() / total * width;
      String share = String.format(Locale.US, "%.0f%%", 100.0 * part.count() / total);
      svg.rect(
          "part " + part.css(),
          x,
          4,
          Math.max(0, size - 2),
          36,
          part.name() + ": " + share + " (" + String.format(Locale.US, "%,d", part.count()) + ")");
      if (size > 40) {
        svg.text("on " + part.css(), x + 8, 27, "start", share);
      }
      x += size;
    }
    return svg.end();
  }
}
