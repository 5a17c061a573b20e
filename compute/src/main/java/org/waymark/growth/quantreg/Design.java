package org.waymark.growth.quantreg;

/// The right-hand side of a regression: one row a student, one column a regressor.
///
/// @param x row-major, `rows` × `columns`, finite; kept, not copied
public record Design(double[] x, int rows, int columns) {

  public Design {
    if (columns < 1 || rows < 1 || x.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "A design of %d rows and %d columns needs %d numbers, not %d"
              .formatted(rows, columns, (long) rows * columns, x.length));
    }
  }

  /// Row times coefficients.
  public double times(int row, double[] coefficients) {
    return dot(x, row * columns, coefficients);
  }

  /// Four sums at once, so that the processor need not wait for each addition.
  static double dot(double[] x, int offset, double[] b) {
    int p = b.length;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = 0;
    for (; j + 3 < p; j += 4) {
      s0 = Math.fma(x[offset + j], b[j], s0);
      s1 = Math.fma(x[offset + j + 1], b[j + 1], s1);
      s2 = Math.fma(x[offset + j + 2], b[j + 2], s2);
      s3 = Math.fma(x[offset + j + 3], b[j + 3], s3);
    }
    for (; j < p; j++) {
      s0 = Math.fma(x[offset + j], b[j], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /// to += factor × row.
  void addTo(double[] to, double factor, int row) {
    add(to, factor, x, row * columns);
  }

  static void add(double[] to, double factor, double[] x, int offset) {
    for (int j = 0; j < to.length; j++) {
      to[j] = Math.fma(factor, x[offset + j], to[j]);
    }
  }
}
