package org.waymark.risk.learning;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.waymark.risk.learning.Patterns.Scratch;

/// Gradient boosted trees for the log-odds of an outcome, and why each row stands where it does.
///
/// Grown by XGBoost (Chen & Guestrin 2016, KDD, 785–794); read, scored and explained in plain
/// Java, so that only training needs the native library. A missing value takes the side that
/// fitted best in training.
public final class BoostedTrees {

  private static final int BLOCK = 256;

  private final byte[] bytes;
  private final Forest forest;
  private volatile @Nullable Ready ready;

  private BoostedTrees(byte[] bytes) {
    this.bytes = bytes;
    this.forest = Forest.read(bytes);
  }

  /// The same rows and settings give the same bytes, whatever the number of cores: one model is
  /// grown on one thread. Several models may be grown at once.
  ///
  /// @throws IllegalArgumentException if there are no rows, one outcome only, or shapes disagree
  /// @throws IllegalStateException if the native library can't be loaded; the message says why
  public static BoostedTrees train(Inputs inputs, boolean[] outcomes, TreeSettings settings) {
    inputs.check(outcomes);
    if (settings.directions().length != inputs.features().size()) {
      throw new IllegalArgumentException(settings.directions().length + " directions for "
          + inputs.features().size() + " features");
    }
    return new BoostedTrees(Growing.grow(inputs, outcomes, settings));
  }

  /// The model in XGBoost's JSON format.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// @throws IllegalArgumentException if the bytes are no such model
  public static BoostedTrees read(byte[] bytes) {
    return new BoostedTrees(bytes.clone());
  }

  public List<String> features() {
    return forest.features();
  }

  /// Log-odds, one per row.
  ///
  /// @throws IllegalArgumentException if the features are not those of the training
  public float[] margins(Inputs inputs) {
    inputs.expect(forest.features());
    Ready ready = ready();
    float[] answer = new float[inputs.rows()];
    blocks(answer.length, (first, end) -> {
      int[][] ranks = ready.ranks.of(inputs, first, end);
      var scratch = Scratch.of(ready.nodes, end - first);
      double[] sums = new double[end - first];
      for (Patterns tree : ready.trees) {
        tree.addMargins(ranks, scratch, sums);
      }
      for (int i = 0; i < sums.length; i++) {
        answer[first + i] = (float) (forest.base() + sums[i]);
      }
    });
    return answer;
  }

  /// Exact Shapley values of the margin, rows × (features + 1). The last of a row is the base:
  /// the margin of a row of which nothing is known. A row's sum is its margin, but for the
  /// rounding of floats (a few millionths).
  ///
  /// @throws IllegalArgumentException if the features are not those of the training
  public float[] contributions(Inputs inputs) {
    inputs.expect(forest.features());
    Ready ready = ready();
    int width = inputs.features().size();
    float[] answer = new float[inputs.rows() * (width + 1)];
    blocks(inputs.rows(), (first, end) -> {
      int[][] ranks = ready.ranks.of(inputs, first, end);
      var scratch = Scratch.of(ready.nodes, end - first);
      double[][] sums = new double[width][end - first];
      for (Patterns tree : ready.trees) {
        tree.addShapley(ranks, scratch, sums);
      }
      for (int row = first; row < end; row++) {
        int at = row * (width + 1);
        for (int j = 0; j < width; j++) {
          answer[at + j] = (float) sums[j][row - first];
        }
        answer[at + width] = (float) ready.expected;
      }
    });
    return answer;
  }

  /// What scoring needs, made when it is first needed.
  private record Ready(Ranks ranks, List<Patterns> trees, int nodes, double expected) {

    static Ready of(Forest forest) {
      var ranks = new Ranks(forest);
      List<Patterns> trees =
          forest.trees().parallelStream().map(tree -> new Patterns(tree, ranks)).toList();
      double expected =
          forest.base() + trees.stream().mapToDouble(Patterns::expected).sum();
      int nodes = trees.stream().mapToInt(Patterns::nodes).max().orElse(0);
      return new Ready(ranks, trees, nodes, expected);
    }
  }

  private Ready ready() {
    Ready there = ready;
    if (there == null) {
      there = Ready.of(forest);
      ready = there;
    }
    return there;
  }

  private interface Block {
    void run(int first, int end);
  }

  /// Blocks write to places of their own, so their order does not matter.
  private static void blocks(int rows, Block block) {
    IntStream.range(0, (rows + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(b -> block.run(b * BLOCK, Math.min(rows, (b + 1) * BLOCK)));
  }
}
