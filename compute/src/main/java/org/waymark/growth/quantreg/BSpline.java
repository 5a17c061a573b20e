package org.waymark.growth.quantreg;

/// A cubic B-spline basis without its first column, as R's `splines::bs` builds it.
///
/// Source: de Boor (1978), A Practical Guide to Splines, chapter X, recurrence (4)–(5).
///
/// @param knots interior knots, ascending
/// @param low left boundary
/// @param high right boundary
public record BSpline(double[] knots, double low, double high) {

  private static final int DEGREE = 3;

  public BSpline {
    knots = knots.clone();
    if (!(low < high)) {
      throw new IllegalArgumentException("boundaries %s to %s".formatted(low, high));
    }
    for (int i = 0; i < knots.length; i++) {
      if (!(knots[i] > low && knots[i] < high) || i > 0 && knots[i] < knots[i - 1]) {
        throw new IllegalArgumentException(
            "knot %s outside its place in %s to %s".formatted(knots[i], low, high));
      }
    }
  }

  public int columns() {
    return knots.length + DEGREE;
  }

  /// Writes the basis of one value. A value beyond a boundary counts as the boundary: a cubic
  /// carried on outside runs away.
  public void write(double value, double[] to, int offset) {
    double x = Math.min(high, Math.max(low, value));
    int span = 0;
    while (span < knots.length && x >= knots[span]) {
      span++;
    }
    double b0 = 1;
    double b1 = 0;
    double b2 = 0;
    double b3 = 0;
    double[] b = {b0, b1, b2, b3};
    for (int degree = 1; degree <= DEGREE; degree++) {
      double saved = 0;
      for (int r = 0; r < degree; r++) {
        double right = knot(span + r + 1);
        double left = knot(span + 1 - degree + r);
        double term = b[r] / (right - left);
        b[r] = saved + (right - x) * term;
        saved = (x - left) * term;
      }
      b[degree] = saved;
    }
    for (int j = 0; j < columns(); j++) {
      int r = j + 1 - span;
      to[offset + j] = r >= 0 && r <= DEGREE ? b[r] : 0;
    }
  }

  /// Knots counted from 1; at and before 0 the left boundary, after the last the right one.
  private double knot(int index) {
    return index <= 0 ? low : index > knots.length ? high : knots[index - 1];
  }
}
