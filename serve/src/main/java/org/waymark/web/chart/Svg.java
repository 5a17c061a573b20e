package org.waymark.web.chart;

import java.util.concurrent.atomic.AtomicLong;

/// Writes one SVG element after another.
///
/// Every text that comes from data goes through {@link #escape}; attributes are numbers or
/// class names of ours.
final class Svg {
  private static final AtomicLong NEXT = new AtomicLong();

  private final StringBuilder out = new StringBuilder(4096);

  /// @param title what a screen reader says first
  /// @param description what the picture shows, in one sentence
  Svg(double width, double height, String kind, String title, String description) {
    String id = "c" + Long.toString(NEXT.incrementAndGet(), 36);
    out.append(
        "<svg class=\"chart %s\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" role=\"img\" aria-labelledby=\"%s %sd\"><title id=\"%s\">%s</title><desc id=\"%sd\">%s</desc>"
            .formatted(
                kind,
                number(width),
                number(height),
                number(width),
                number(height),
                id,
                id,
                id,
                escape(title),
                id,
                escape(description)));
  }

  Svg line(String css, double x1, double y1, double x2, double y2) {
    out.append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
        .formatted(css, number(x1), number(y1), number(x2), number(y2)));
    return this;
  }

  Svg rect(String css, double x, double y, double width, double height) {
    out.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
        .formatted(
            css, number(x), number(y), number(Math.max(0, width)), number(Math.max(0, height))));
    return this;
  }

  /// A rectangle that tells its story to a pointer.
  Svg rect(String css, double x, double y, double width, double height, String tip) {
    out.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
            .formatted(
                css,
                number(x),
                number(y),
                number(Math.max(0, width)),
                number(Math.max(0, height)),
                escape(tip)));
    return this;
  }

  Svg circle(String css, double x, double y, double radius, String tip) {
    out.append("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s</title></circle>"
        .formatted(css, number(x), number(y), number(radius), escape(tip)));
    return this;
  }

  Svg path(String css, String d) {
    out.append("<path class=\"%s\" d=\"%s\"/>".formatted(css, d));
    return this;
  }

  /// @param anchor start, middle or end
  Svg text(String css, double x, double y, String anchor, String text) {
    out.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
        .formatted(css, number(x), number(y), anchor, escape(text)));
    return this;
  }

  /// A text that reads upward from its foot.
  Svg upward(String css, double x, double y, String text) {
    out.append("<text class=\"%s\" transform=\"translate(%s %s) rotate(-90)\">%s</text>"
        .formatted(css, number(x), number(y), escape(text)));
    return this;
  }

  /// The finished picture.
  String end() {
    return out.append("</svg>").toString();
  }

  static String number(double value) {
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    // a calendar has hundreds of these; a format string for each costs more than the rest of the
    // page
    return Double.toString(Math.round(value * 10) / 10.0);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
