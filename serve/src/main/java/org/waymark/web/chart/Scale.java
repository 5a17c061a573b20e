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
    for (double value = Math.ceil(from / step - 1e-9) * step;
        value <= to + step * 1e-6;
        value += step) {
      ticks.add(Math.abs(value) < 1e-12 ? 0 : value);
    }
    return ticks;
  }
}
