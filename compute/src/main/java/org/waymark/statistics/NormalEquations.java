package org.waymark.statistics;

/// Least squares with few columns and many rows: sums are kept, rows are not.
///
/// Solved by Cholesky's decomposition of X'WX; columns should be of like size, as flags and
/// standardized scores are.
public final class NormalEquations {

  /// Below this share of its own size a column is what the others already say.
  private static final double REDUNDANT = 1e-9;

  private final int columns;
  private final double[][] products;
  private final double[] targets;

  /// @param columns how many columns x has
  public NormalEquations(int columns) {
    this.columns = columns;
    products = new double[columns][columns];
    targets = new double[columns];
  }

  /// @param weight how often the row counts
  public void add(double[] x, double y, double weight) {
    for (int i = 0; i < columns; i++) {
      double weighted = weight * x[i];
      if (weighted != 0) {
        targets[i] += weighted * y;
        for (int j = 0; j <= i; j++) {
          products[i][j] += weighted * x[j];
        }
      }
    }
  }

  /// Adds the sums of other rows with the same columns.
  public void add(NormalEquations others) {
    for (int i = 0; i < columns; i++) {
      targets[i] += others.targets[i];
      for (int j = 0; j <= i; j++) {
        products[i][j] += others.products[i][j];
      }
    }
  }

  public sealed interface Answer {}

  /// @param coefficients one per column
  /// @param inverse of X'WX, symmetric
  public record Solved(double[] coefficients, double[][] inverse) implements Answer {

    public double predict(double[] x) {
      return dot(coefficients, x);
    }

    /// The part of row x in its own prediction, per unit of weight.
    public double leverage(double[] x) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * dot(inverse[i], x);
      }
      return sum;
    }
  }

  /// A column says nothing that the columns before it don't say.
  ///
  /// @param column counted from 0
  public record Redundant(int column) implements Answer {}

  public Answer solve() {
    double[][] root = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = products[i][j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        if (i != j) {
          root[i][j] = sum / root[j][j];
        } else if (sum <= REDUNDANT * Math.max(products[i][i], 1e-12)) {
          return new Redundant(i);
        } else {
          root[i][i] = Math.sqrt(sum);
        }
      }
    }
    double[][] inverse = new double[columns][columns];
    for (int column = 0; column < columns; column++) {
      double[] unit = new double[columns];
      unit[column] = 1;
      inverse[column] = substitute(root, unit);
    }
    return new Solved(substitute(root, targets), inverse);
  }

  private double[] substitute(double[][] root, double[] right) {
    double[] solution = right.clone();
    for (int i = 0; i < columns; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= root[i][k] * solution[k];
      }
      solution[i] /= root[i][i];
    }
    for (int i = columns - 1; i >= 0; i--) {
      for (int k = i + 1; k < columns; k++) {
        solution[i] -= root[k][i] * solution[k];
      }
      solution[i] /= root[i][i];
    }
    return solution;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
