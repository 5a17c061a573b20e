package org.waymark.risk.learning;

/// One grown tree. Node 0 is the root; a node without children is a leaf.
///
/// @param left the child for values under the limit, −1 in a leaf
/// @param right the child for all others, −1 in a leaf
/// @param feature that an inner node asks for
/// @param limit of an inner node; in a leaf what it adds to the margin
/// @param isMissingLeft where a missing value goes
/// @param cover how much of the training came by: the sum of p(1 − p)
record Tree(
    int[] left, int[] right, int[] feature, float[] limit, boolean[] isMissingLeft, float[] cover) {

  boolean isLeaf(int node) {
    return left[node] < 0;
  }

  /// How many steps the longest way down from a node has.
  int height(int node) {
    return isLeaf(node) ? 0 : 1 + Math.max(height(left[node]), height(right[node]));
  }

  /// The share of those at a node who went on to one of its children.
  double share(int node, int child) {
    return (double) cover[child] / ((double) cover[left[node]] + cover[right[node]]);
  }
}
