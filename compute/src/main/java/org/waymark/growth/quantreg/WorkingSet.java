package org.waymark.growth.quantreg;

import java.util.Arrays;

/// The rows near the hyperplane, copied together; all others keep their side while the simplex
/// moves.
final class WorkingSet {

  private final Design design;
  private final double[] y;
  private final int p;

  int count;
  int[] row;
  double[] x;
  double[] residual;

  /// Below the hyperplane. A state of its own, not the residual's sign: ties and rounding can't
  /// make the two sums disagree.
  boolean[] below;

  boolean[] basic;

  WorkingSet(Design design, double[] y, int capacity) {
    this.design = design;
    this.y = y;
    this.p = design.columns();
    this.row = new int[capacity];
    this.x = new double[capacity * p];
    this.residual = new double[capacity];
    this.below = new boolean[capacity];
    this.basic = new boolean[capacity];
  }

  void clear() {
    count = 0;
  }

  void add(int globalRow, double itsResidual, boolean isBelow) {
    if (count == row.length) {
      int larger = Math.max(16, 2 * count);
      row = Arrays.copyOf(row, larger);
      x = Arrays.copyOf(x, larger * p);
      residual = Arrays.copyOf(residual, larger);
      below = Arrays.copyOf(below, larger);
      basic = Arrays.copyOf(basic, larger);
    }
    System.arraycopy(design.x(), globalRow * p, x, count * p, p);
    row[count] = globalRow;
    residual[count] = itsResidual;
    below[count] = isBelow;
    basic[count] = false;
    count++;
  }

  void residuals(double[] coefficients) {
    for (int i = 0; i < count; i++) {
      residual[i] = basic[i] ? 0 : y[row[i]] - Design.dot(x, i * p, coefficients);
    }
  }
}
