package org.waymark.growth.quantreg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Picks as many independent rows as there are columns, nearest to the hyperplane first.
final class BasisChoice {

  private final Design design;
  private final int p;
  private final double[][] directions;
  private final double[] rest;

  BasisChoice(Design design) {
    this.design = design;
    this.p = design.columns();
    this.directions = new double[p][p];
    this.rest = new double[p];
  }

  /// Marks the chosen rows of the set as basic and inverts them.
  ///
  /// @return false when the set holds too few independent rows
  boolean choose(WorkingSet set, Vertex vertex) {
    int[] order = IntStream.range(0, set.count)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Math.abs(set.residual[i])))
        .mapToInt(Integer::intValue)
        .toArray();
    for (double least = 0.3; least > 1e-9; least /= 10) {
      if (choose(set, vertex, order, least) && vertex.invert()) {
        return true;
      }
    }
    return false;
  }

  private boolean choose(WorkingSet set, Vertex vertex, int[] order, double least) {
    Arrays.fill(set.basic, 0, set.count, false);
    int found = 0;
    for (int i : order) {
      System.arraycopy(set.x, i * p, rest, 0, p);
      double length = Math.sqrt(Design.dot(rest, 0, rest));
      for (int twice = 0; twice < 2; twice++) {
        for (int k = 0; k < found; k++) {
          Design.add(rest, -Design.dot(rest, 0, directions[k]), directions[k], 0);
        }
      }
      double left = Math.sqrt(Design.dot(rest, 0, rest));
      if (left > least * length) {
        for (int j = 0; j < p; j++) {
          directions[found][j] = rest[j] / left;
        }
        vertex.basis[found++] = set.row[i];
        set.basic[i] = true;
        if (found == p) {
          return true;
        }
      }
    }
    return false;
  }

  /// The design's column count, for messages.
  int columns() {
    return design.columns();
  }
}
