package org.waymark.risk.learning;

import java.util.Arrays;
import java.util.TreeSet;

/// All limits that the trees ask a feature for, in order, so that a value needs to be compared
/// with them once: its rank answers every node.
final class Ranks {

  /// Under every rank and over every rank: where a missing value goes at a node.
  private static final int LOWEST = -1;

  private static final int HIGHEST = Integer.MAX_VALUE / 2;

  private final float[][] limits;

  Ranks(Forest forest) {
    limits = new float[forest.features().size()][];
    for (int j = 0; j < limits.length; j++) {
      var found = new TreeSet<Float>();
      for (Tree tree : forest.trees()) {
        for (int node = 0; node < tree.left().length; node++) {
          if (!tree.isLeaf(node) && tree.feature()[node] == j) {
            found.add(tree.limit()[node] + 0f); // −0 is 0
          }
        }
      }
      limits[j] = new float[found.size()];
      int at = 0;
      for (float limit : found) {
        limits[j][at++] = limit;
      }
    }
  }

  /// What a node compares with the rank of its feature: under it means left.
  int limit(Tree tree, int node) {
    return Arrays.binarySearch(limits[tree.feature()[node]], tree.limit()[node] + 0f) + 1;
  }

  /// Which column of ranks a node looks at.
  int column(Tree tree, int node) {
    return 2 * tree.feature()[node] + (tree.isMissingLeft()[node] ? 0 : 1);
  }

  /// Two columns per feature: missing is the lowest in the one and the highest in the other.
  int[][] of(Inputs inputs, int first, int end) {
    int[][] ranks = new int[2 * limits.length][end - first];
    for (int row = first; row < end; row++) {
      for (int j = 0; j < limits.length; j++) {
        float value = inputs.value(row, j);
        if (Float.isNaN(value)) {
          ranks[2 * j][row - first] = LOWEST;
          ranks[2 * j + 1][row - first] = HIGHEST;
        } else {
          int place = Arrays.binarySearch(limits[j], value + 0f);
          int rank = place < 0 ? -place - 1 : place + 1;
          ranks[2 * j][row - first] = rank;
          ranks[2 * j + 1][row - first] = rank;
        }
      }
    }
    return ranks;
  }
}
