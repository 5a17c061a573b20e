package org.waymark.growth.quantreg;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes the columns of a design orthonormal in their sample (X'X = n·I), so that a step of a given
/// length means the same in every direction.
///
/// By the Cholesky factor of the columns' Gram matrix. Solutions keep their fitted values; the
/// coefficients of the original columns come from the vertex itself (see [Vertex#solve]).
final class Whitening {

  /// A column whose part outside the columns before it is below this share of its length counts
  /// as their mixture.
  static final double DEPENDENT = 1e-6;

  private static final int BLOCK = 4096;

  private final double[][] lower;
  private final double[] norms;

  private Whitening(double[][] lower, double[] norms) {
    this.lower = lower;
    this.norms = norms;
  }

  /// Null when a column depends on the others.
  static @Nullable Whitening of(Design design, boolean parallel) {
    int p = design.columns();
    double[] gram = gram(design, parallel);
    double[] norms = new double[p];
    for (int j = 0; j < p; j++) {
      norms[j] = Math.sqrt(gram[j * p + j] / design.rows());
      if (!(norms[j] > 0)) {
        return null;
      }
    }
    double[][] lower = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i * p + j] / design.rows() / norms[i] / norms[j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i == j) {
          if (!(sum > DEPENDENT * DEPENDENT)) {
            return null;
          }
          lower[i][i] = Math.sqrt(sum);
        } else {
          lower[i][j] = sum / lower[j][j];
        }
      }
    }
    return new Whitening(lower, norms);
  }

  /// The same rows in the new columns.
  Design apply(Design design, boolean parallel) {
    int p = design.columns();
    double[] white = new double[design.x().length];
    blocks(design.rows(), parallel).forEach(block -> {
      int end = Math.min(design.rows(), (block + 1) * BLOCK);
      for (int row = block * BLOCK; row < end; row++) {
        int at = row * p;
        for (int i = 0; i < p; i++) {
          double value = design.x()[at + i] / norms[i];
          for (int k = 0; k < i; k++) {
            value -= lower[i][k] * white[at + k];
          }
          white[at + i] = value / lower[i][i];
        }
      }
    });
    return new Design(white, design.rows(), p);
  }

  private static double[] gram(Design design, boolean parallel) {
    int p = design.columns();
    double[][] parts = blocks(design.rows(), parallel)
        .mapToObj(block -> {
          double[] part = new double[p * p];
          int end = Math.min(design.rows(), (block + 1) * BLOCK);
          for (int row = block * BLOCK; row < end; row++) {
            Gram.add(part, 1, design.x(), row * p, p);
          }
          return part;
        })
        .toArray(double[][]::new);
    double[] gram = new double[p * p];
    for (double[] part : parts) {
      Arrays.setAll(gram, i -> gram[i] + part[i]);
    }
    return gram;
  }

  private static IntStream blocks(int rows, boolean parallel) {
    IntStream blocks = IntStream.range(0, (rows + BLOCK - 1) / BLOCK);
    return parallel ? blocks.parallel() : blocks;
  }
}
