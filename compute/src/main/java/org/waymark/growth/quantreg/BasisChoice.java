package org.waymark.growth.quantreg;

import java.util.Arrays;

/// Picks as many independent rows as there are columns, nearest to the hyperplane first.
final class BasisChoice {

  private final int p;
  private final double[][] directions;
  private final double[] rest;

  BasisChoice(Design design) {
    this.p = design.columns();
    this.directions = new double[p][p];
    this.rest = new double[p];
  }

  /// Marks the chosen rows of the set as basic and inverts them.
  ///
  /// @return false when the set holds too few independent rows
  boolean choose(WorkingSet set, Vertex vertex) {
    // Sorted as one number each: the size's leading bits, then the position.
    long[] keys = new long[set.count];
    for (int i = 0; i < keys.length; i++) {
      float size = (float) Math.abs(set.residual[i]);
      keys[i] = (long) Float.floatToIntBits(size) << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) keys[i];
    }
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
      for (int pass = 0; pass < 2; pass++) {
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
}
