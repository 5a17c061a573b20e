package org.waymark.risk.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The exact Shapley values of one tree, computed once for every way a row can come by.
///
/// The value of a set S of features is what the tree says when only they are known: at a node
/// that asks for another feature both children count, by their shares of the training
/// (Lundberg, Erion & Lee 2018, arXiv:1802.03888, algorithm 1). For one leaf with value v and
/// the path's distinct features i, met (h = 1) or not (h = 0) by the row and met by a share r
/// of the training, that game is v·∏(i∈S) h·∏(i∉S) r. So a leaf's Shapley values depend on the
/// row only through which steps of the path it would take: at most 2^6 patterns, each looked up
/// (Yang 2021, arXiv:2109.09847). Two leaves of one parent share a table.
///
/// Why not XGBoost's own call: docs/method/early-warning.md gives the measured times.
final class ShapleyTables {

  private static final double[] FACTORIAL = {1, 1, 2, 6, 24, 120, 720};

  private final Tree tree;
  private final int[] order;
  private final boolean[] isEnd;
  private final int[][] features;
  private final double[][] tables;
  private double expected;

  ShapleyTables(Tree tree) {
    this.tree = tree;
    int nodes = tree.left().length;
    isEnd = new boolean[nodes];
    features = new int[nodes][];
    tables = new double[nodes][];
    var visited = new ArrayList<Integer>();
    visit(0, List.of(), visited);
    order = visited.stream().mapToInt(Integer::intValue).toArray();
  }

  /// What the tree adds to a margin when nothing of a row is known.
  double expected() {
    return expected;
  }

  int nodes() {
    return isEnd.length;
  }

  /// Adds one row's Shapley values.
  ///
  /// @param came scratch, one per node: the steps taken (1) and not taken (0) on the way there
  void add(float[] values, int from, int[] came, double[] sums, int to) {
    int[] left = tree.left();
    int[] right = tree.right();
    came[0] = 0;
    for (int node : order) {
      int way = came[node];
      if (left[node] >= 0) {
        int goes = tree.goesLeft(node, values[from + tree.feature()[node]]) ? 1 : 0;
        way = way << 1 | goes;
        came[left[node]] = way;
        came[right[node]] = way ^ 1;
      }
      if (isEnd[node]) {
        int[] names = features[node];
        double[] table = tables[node];
        int at = way * names.length;
        for (int k = 0; k < names.length; k++) {
          sums[to + names[k]] += table[at + k];
        }
      }
    }
  }

  /// A step of a path.
  ///
  /// @param share of the training at the node that took it
  private record Step(int feature, double share) {}

  private void visit(int node, List<Step> path, List<Integer> visited) {
    visited.add(node);
    if (tree.isLeaf(node)) {
      isEnd[node] = true;
      tabulate(node, path, 0, new int[] {node});
      return;
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    isEnd[node] = tree.isLeaf(left) && tree.isLeaf(right);
    if (isEnd[node]) {
      tabulate(node, path, 1, new int[] {left, right});
    } else {
      visit(left, longer(path, node, left), visited);
      visit(right, longer(path, node, right), visited);
    }
  }

  private List<Step> longer(List<Step> path, int node, int child) {
    var answer = new ArrayList<>(path);
    answer.add(new Step(tree.feature()[node], tree.share(node, child)));
    return answer;
  }

  /// @param below how many steps lie between the node and its leaves
  private void tabulate(int node, List<Step> path, int below, int[] leaves) {
    int length = path.size() + below;
    var whole = below == 0 ? path : longer(path, node, leaves[0]);
    int[] names = whole.stream().mapToInt(Step::feature).distinct().toArray();
    double[] table = new double[(1 << length) * names.length];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      var steps = below == 0 ? path : longer(path, node, leaves[leaf]);
      double[] shares = new double[names.length];
      Arrays.fill(shares, 1);
      double all = tree.limit()[leaves[leaf]];
      for (Step step : steps) {
        shares[find(names, step.feature)] *= step.share;
        all *= step.share;
      }
      expected += all;
      for (int way = 0; way < 1 << length; way++) {
        // The last step's bit says whether the row goes left; for the right leaf it is turned.
        int taken = leaf == 0 ? way : way ^ 1;
        double[] met = new double[names.length];
        Arrays.fill(met, 1);
        for (int s = 0; s < length; s++) {
          if ((taken >> (length - 1 - s) & 1) == 0) {
            met[find(names, steps.get(s).feature)] = 0;
          }
        }
        shapley(tree.limit()[leaves[leaf]], met, shares, table, way * names.length);
      }
    }
    features[node] = names;
    tables[node] = table;
  }

  /// Adds the Shapley values of the game v·∏(i∈S) met·∏(i∉S) share, by the sum over the sizes
  /// of S of the weights s!(u−1−s)!/u!.
  private static void shapley(double v, double[] met, double[] shares, double[] sums, int at) {
    int u = met.length;
    for (int k = 0; k < u; k++) {
      // bySize[s]: the sum of the products over all sets of s of the other features
      double[] bySize = new double[u];
      bySize[0] = 1;
      int others = 0;
      for (int i = 0; i < u; i++) {
        if (i != k) {
          others++;
          for (int s = others; s > 0; s--) {
            bySize[s] = bySize[s] * shares[i] + bySize[s - 1] * met[i];
          }
          bySize[0] *= shares[i];
        }
      }
      double sum = 0;
      for (int s = 0; s < u; s++) {
        sum += bySize[s] * FACTORIAL[s] * FACTORIAL[u - 1 - s] / FACTORIAL[u];
      }
      sums[at + k] += v * (met[k] - shares[k]) * sum;
    }
  }

  private static int find(int[] names, int feature) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == feature) {
        return i;
      }
    }
    throw new IllegalStateException("feature " + feature + " is not on the path");
  }
}
