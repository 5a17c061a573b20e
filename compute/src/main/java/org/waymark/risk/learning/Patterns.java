package org.waymark.risk.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one tree adds to a margin and to each feature's Shapley value, computed once for every
/// pattern of answers a row can give.
///
/// The value of a set S of features is what the tree says when only they are known: at a node
/// that asks for another feature both children count, by their shares of the training
/// (Lundberg, Erion & Lee 2018, arXiv:1802.03888, algorithm 1). For one leaf with value v and
/// the path's distinct features i, met (h = 1) or not (h = 0) by the row and met by a share r
/// of the training, that game is v·∏(i∈S) h·∏(i∉S) r. So a leaf's Shapley values depend on the
/// row only through its answers on the path, and can be looked up (Yang 2021,
/// arXiv:2109.09847). The leaves under one low node share a table: at most 7 answers matter to
/// them, the steps to that node and the three questions from it on.
final class Patterns {

  private static final int LOW = 2;
  private static final double[] FACTORIAL = {1, 1, 2, 6, 24, 120, 720, 5040};

  private final Tree tree;
  private final int[] columns;
  private final int[] limits;
  private final List<Group> groups = new ArrayList<>();
  private double expected;

  Patterns(Tree tree, Ranks ranks) {
    this.tree = tree;
    int nodes = tree.left().length;
    columns = new int[nodes];
    limits = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      if (!tree.isLeaf(node)) {
        columns[node] = ranks.column(tree, node);
        limits[node] = ranks.limit(tree, node);
      }
    }
    visit(0, List.of());
  }

  /// What the tree adds to a margin when nothing of a row is known.
  double expected() {
    return expected;
  }

  int nodes() {
    return columns.length;
  }

  /// The leaves under one node.
  ///
  /// @param questions the inner nodes whose answers matter, the first the highest bit
  /// @param features that they ask for, each once
  /// @param shapley per feature and pattern
  /// @param margin per pattern: the value of the leaf reached, 0 if none of these is
  private record Group(int[] questions, int[] features, double[][] shapley, double[] margin) {}

  /// A step of a path.
  ///
  /// @param share of the training at the node that took it
  private record Step(int node, boolean isLeft, int feature, double share) {}

  /// Scratch of one block of rows.
  ///
  /// @param answers per node and row: 1 = left
  /// @param pattern per row
  record Scratch(int[][] answers, int[] pattern) {

    static Scratch of(int nodes, int rows) {
      return new Scratch(new int[nodes][rows], new int[rows]);
    }
  }

  /// Adds every row's Shapley values.
  ///
  /// @param ranks by column, then row
  /// @param sums by feature, then row
  void addShapley(int[][] ranks, Scratch scratch, double[][] sums) {
    answer(ranks, scratch);
    for (Group group : groups) {
      match(group, scratch);
      for (int k = 0; k < group.features.length; k++) {
        look(group.shapley[k], scratch.pattern, sums[group.features[k]]);
      }
    }
  }

  /// Adds what every row's leaf adds to its margin.
  void addMargins(int[][] ranks, Scratch scratch, double[] sums) {
    answer(ranks, scratch);
    for (Group group : groups) {
      match(group, scratch);
      look(group.margin, scratch.pattern, sums);
    }
  }

  private void answer(int[][] ranks, Scratch scratch) {
    for (int node = 0; node < columns.length; node++) {
      if (!tree.isLeaf(node)) {
        under(ranks[columns[node]], limits[node], scratch.answers[node]);
      }
    }
  }

  // The loops below run over rows so that the compiler can do several at once.

  private static void under(int[] ranks, int limit, int[] answers) {
    for (int i = 0; i < ranks.length; i++) {
      answers[i] = (ranks[i] - limit) >>> 31;
    }
  }

  private static void match(Group group, Scratch scratch) {
    int[] pattern = scratch.pattern;
    Arrays.fill(pattern, 0);
    for (int question : group.questions) {
      int[] answers = scratch.answers[question];
      for (int i = 0; i < pattern.length; i++) {
        pattern[i] = pattern[i] << 1 | answers[i];
      }
    }
  }

  private static void look(double[] table, int[] pattern, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += table[pattern[i]];
    }
  }

  private void visit(int node, List<Step> path) {
    if (tree.height(node) <= LOW) {
      var leaves = new ArrayList<List<Step>>();
      collect(node, path, leaves);
      groups.add(tabulate(leaves));
    } else {
      visit(tree.left()[node], longer(path, node, true));
      visit(tree.right()[node], longer(path, node, false));
    }
  }

  private void collect(int node, List<Step> path, List<List<Step>> leaves) {
    if (tree.isLeaf(node)) {
      leaves.add(path);
    } else {
      collect(tree.left()[node], longer(path, node, true), leaves);
      collect(tree.right()[node], longer(path, node, false), leaves);
    }
  }

  private List<Step> longer(List<Step> path, int node, boolean isLeft) {
    int child = isLeft ? tree.left()[node] : tree.right()[node];
    var answer = new ArrayList<>(path);
    answer.add(new Step(node, isLeft, tree.feature()[node], tree.share(node, child)));
    return answer;
  }

  private Group tabulate(List<List<Step>> leaves) {
    int[] questions =
        leaves.stream().flatMap(List::stream).mapToInt(Step::node).distinct().toArray();
    int[] features =
        leaves.stream().flatMap(List::stream).mapToInt(Step::feature).distinct().toArray();
    int patterns = 1 << questions.length;
    var group =
        new Group(questions, features, new double[features.length][patterns], new double[patterns]);
    for (List<Step> path : leaves) {
      tabulate(path, group);
    }
    return group;
  }

  /// Adds one leaf to the tables of its group.
  private void tabulate(List<Step> path, Group group) {
    double value = tree.limit()[end(path)];
    int[] features = path.stream().mapToInt(Step::feature).distinct().toArray();
    int[] place = new int[features.length];
    for (int k = 0; k < features.length; k++) {
      place[k] = find(group.features, features[k]);
    }
    double[] shares = new double[features.length];
    Arrays.fill(shares, 1);
    for (Step step : path) {
      shares[find(features, step.feature)] *= step.share;
    }
    expected += value * Arrays.stream(shares).reduce(1, (a, b) -> a * b);
    double[] met = new double[features.length];
    double[] shapley = new double[features.length];
    for (int pattern = 0; pattern < group.margin.length; pattern++) {
      Arrays.fill(met, 1);
      boolean isReached = true;
      for (Step step : path) {
        int bit = group.questions.length - 1 - find(group.questions, step.node);
        if ((pattern >> bit & 1) == 1 != step.isLeft) {
          met[find(features, step.feature)] = 0;
          isReached = false;
        }
      }
      group.margin[pattern] += isReached ? value : 0;
      shapley(value, met, shares, shapley);
      for (int k = 0; k < features.length; k++) {
        group.shapley[place[k]][pattern] += shapley[k];
      }
    }
  }

  private int end(List<Step> path) {
    if (path.isEmpty()) {
      return 0;
    }
    Step last = path.getLast();
    return last.isLeft ? tree.left()[last.node] : tree.right()[last.node];
  }

  /// The Shapley values of the game v·∏(i∈S) met·∏(i∉S) share: by the sum over the sizes s of
  /// the sets S without k, each weighing s!(u−1−s)!/u!.
  private static void shapley(double v, double[] met, double[] shares, double[] answer) {
    int u = met.length;
    double[] bySize = new double[u];
    for (int k = 0; k < u; k++) {
      // bySize[s]: the sum of the products over all sets of s of the other features
      Arrays.fill(bySize, 0);
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
      answer[k] = v * (met[k] - shares[k]) * sum;
    }
  }

  private static int find(int[] list, int wanted) {
    for (int i = 0; i < list.length; i++) {
      if (list[i] == wanted) {
        return i;
      }
    }
    throw new IllegalStateException(wanted + " is not on the path");
  }
}
