package org.waymark.growth.quantreg;

import java.util.Arrays;

/// A basic solution: as many rows as columns are fitted exactly; the inverse of those rows.
final class Vertex {

  private final Design design;
  private final int p;

  /// Global row numbers of the rows fitted exactly.
  final int[] basis;

  /// Column j of the inverse of the basis rows: the edge along which only row j leaves zero.
  final double[][] edge;

  Vertex(Design design) {
    this.design = design;
    this.p = design.columns();
    this.basis = new int[p];
    this.edge = new double[p][p];
  }

  /// Inverts the basis rows anew.
  ///
  /// @return false when they depend on each other
  boolean invert() {
    double[][] a = new double[p][2 * p];
    for (int i = 0; i < p; i++) {
      System.arraycopy(design.x(), basis[i] * p, a[i], 0, p);
      a[i][p + i] = 1;
    }
    if (!eliminate(a, p)) {
      return false;
    }
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        edge[j][i] = a[i][p + j];
      }
    }
    return true;
  }

  /// The coefficients that fit the basis rows of a design to a response exactly.
  static double[] solve(Design design, double[] y, int[] basis) {
    int p = design.columns();
    double[][] a = new double[p][p + 1];
    for (int i = 0; i < p; i++) {
      System.arraycopy(design.x(), basis[i] * p, a[i], 0, p);
      a[i][p] = y[basis[i]];
    }
    double[] answer = new double[p];
    if (!eliminate(a, p)) {
      Arrays.fill(answer, Double.NaN);
      return answer;
    }
    for (int i = 0; i < p; i++) {
      answer[i] = a[i][p];
    }
    return answer;
  }

  /// The basis fits these values; where are the coefficients?
  void coefficients(double[] y, double[] to) {
    Arrays.fill(to, 0);
    for (int j = 0; j < p; j++) {
      Design.add(to, y[basis[j]], edge[j], 0);
    }
  }

  /// Row `entering` takes the place of the basis row at `leaving`.
  void exchange(int leaving, int entering) {
    double[] values = new double[p];
    for (int j = 0; j < p; j++) {
      values[j] = Design.dot(design.x(), entering * p, edge[j]);
    }
    double[] out = edge[leaving];
    double pivot = values[leaving];
    for (int k = 0; k < p; k++) {
      out[k] /= pivot;
    }
    for (int j = 0; j < p; j++) {
      if (j != leaving) {
        Design.add(edge[j], -values[j], out, 0);
      }
    }
    basis[leaving] = entering;
  }

  /// Gauss–Jordan with partial pivoting: the left p columns become the identity.
  private static boolean eliminate(double[][] a, int p) {
    for (int column = 0; column < p; column++) {
      int best = column;
      for (int row = column + 1; row < p; row++) {
        if (Math.abs(a[row][column]) > Math.abs(a[best][column])) {
          best = row;
        }
      }
      double[] swap = a[best];
      a[best] = a[column];
      a[column] = swap;
      double pivot = swap[column];
      if (!(Math.abs(pivot) > 1e-13)) {
        return false;
      }
      for (int k = column; k < swap.length; k++) {
        swap[k] /= pivot;
      }
      for (int row = 0; row < p; row++) {
        double factor = a[row][column];
        if (row != column && factor != 0) {
          for (int k = column; k < swap.length; k++) {
            a[row][k] -= factor * swap[k];
          }
        }
      }
    }
    return true;
  }
}
