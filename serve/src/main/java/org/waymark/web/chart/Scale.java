package org.waymark.web.chart;

import java.util.ArrayList;
import java.util.List;

/// A straight line from values to places.
record Scale(double from, double to, double start, double end) {
  double at(double value) {
    return start + (value - from) / (to - from) * (end - start);
  }

  /// Round values inside the range, about `wanted` of them.
  List<Double> ticks(int wanted) {
    double raw = (to - from) / Math.max(1, wanted);
    double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = magnitude;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = magnitude * factor;
      if (step >= raw) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    long last = (long) Math.floor(to / step + 1e-6);
    for (long i = (long) Math.ceil(from / step - 1e-6); i <= last; i++) {
      // 17 / 20 is 0.85, and 17 × 0.05 is not
      ticks.add(step < 1 ? i / Math.rint(1 / step) : i * step);
    }
    return ticks;
  }
}
