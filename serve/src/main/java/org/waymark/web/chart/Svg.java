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
    begin("line", css);
    put("x1", x1).put("y1", y1).put("x2", x2).put("y2", y2);
    out.append("/>");
    return this;
  }

  Svg rect(String css, double x, double y, double width, double height) {
    box(css, x, y, width, height);
    out.append("/>");
    return this;
  }

  /// A rectangle that tells its story to a pointer.
  Svg rect(String css, double x, double y, double width, double height, String tip) {
    box(css, x, y, width, height);
    out.append("><title>").append(escape(tip)).append("</title></rect>");
    return this;
  }

  Svg circle(String css, double x, double y, double radius, String tip) {
    begin("circle", css);
    put("cx", x).put("cy", y).put("r", radius);
    out.append("><title>").append(escape(tip)).append("</title></circle>");
    return this;
  }

  Svg path(String css, String d) {
    begin("path", css);
    out.append(" d=\"").append(d).append("\"/>");
    return this;
  }

  /// @param anchor start, middle or end
  Svg text(String css, double x, double y, String anchor, String text) {
    begin("text", css);
    put("x", x).put("y", y);
    out.append(" text-anchor=\"").append(anchor).append("\">").append(escape(text));
    out.append("</text>");
    return this;
  }

  /// A text that reads upward from its foot.
  Svg upward(String css, double x, double y, String text) {
    begin("text", css);
    out.append(" transform=\"translate(").append(number(x)).append(' ').append(number(y));
    out.append(") rotate(-90)\">").append(escape(text)).append("</text>");
    return this;
  }

  private void box(String css, double x, double y, double width, double height) {
    begin("rect", css);
    put("x", x).put("y", y).put("width", Math.max(0, width)).put("height", Math.max(0, height));
  }

  private void begin(String element, String css) {
    out.append('<').append(element).append(" class=\"").append(css).append('"');
  }

  private Svg put(String attribute, double value) {
    out.append(' ').append(attribute).append("=\"").append(number(value)).append('"');
    return this;
  }

  /// The finished picture.
  String end() {
    return out.append("</svg>").toString();
  }

  /// With one decimal at most. A calendar has thousands of these, so no format string.
  static String number(double value) {
    long tenths = Math.round(value * 10);
    String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10;
    return tenths % 10 == 0 ? whole : whole + "." + Math.abs(tenths) % 10;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
