package org.waymark.web.chart;

import java.util.function.IntFunction;

/// One figure at two widths: letters keep their size on a phone, only the plot gets narrower.
///
/// @param wide for screens and print
/// @param narrow for phones
public record Picture(String wide, String narrow) {
  private static final int WIDE = 640;
  private static final int NARROW = 330;

  static Picture of(IntFunction<String> draw) {
    return new Picture(draw.apply(WIDE), draw.apply(NARROW));
  }

  static Picture of(int wide, IntFunction<String> draw) {
    return new Picture(draw.apply(wide), draw.apply(Math.min(wide, NARROW)));
  }
}
