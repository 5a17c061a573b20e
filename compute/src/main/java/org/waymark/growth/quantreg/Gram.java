package org.waymark.growth.quantreg;

/// Small symmetric matrices, lower half, row-major.
final class Gram {

  private Gram() {}

  /// to += weight × row·rowᵀ.
  static void add(double[] to, double weight, double[] x, int offset, int p) {
    for (int i = 0; i < p; i++) {
      double factor = weight * x[offset + i];
      if (factor != 0) {
        int line = i * p;
        for (int j = 0; j <= i; j++) {
          to[line + j] = Math.fma(factor, x[offset + j], to[line + j]);
        }
      }
    }
  }

  /// Solves matrix · answer = right by Cholesky, in place.
  ///
  /// @return false when the matrix isn't positive definite
  static boolean solve(double[] matrix, double[] right, int p) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i * p + j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i * p + k] * matrix[j * p + k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            return false;
          }
          matrix[i * p + i] = Math.sqrt(sum);
        } else {
          matrix[i * p + j] = sum / matrix[j * p + j];
        }
      }
    }
    for (int i = 0; i < p; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= matrix[i * p + k] * right[k];
      }
      right[i] = sum / matrix[i * p + i];
    }
    for (int i = p - 1; i >= 0; i--) {
      double sum = right[i];
      for (int k = i + 1; k < p; k++) {
        sum -= matrix[k * p + i] * right[k];
      }
      right[i] = sum / matrix[i * p + i];
    }
    return true;
  }
}
