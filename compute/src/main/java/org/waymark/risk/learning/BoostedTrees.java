package org.waymark.risk.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Gradient boosted trees for the log-odds of an outcome, and why each row stands where it does.
///
/// Grown by XGBoost (Chen & Guestrin 2016, KDD, 785–794); read, scored and explained in plain
/// Java, so that only training needs the native library. A missing value takes the side that
/// fitted best in training.
public final class BoostedTrees {

  private static final int BLOCK = 256;

  private final byte[] bytes;
  private final Forest forest;
  private volatile @Nullable List<ShapleyTables> tables;

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
    float[] answer = new float[inputs.rows()];
    int width = inputs.features().size();
    blocks(answer.length, (first, end) -> {
      double[] sums = new double[end - first];
      Arrays.fill(sums, forest.base());
      for (Tree tree : forest.trees()) {
        for (int row = first; row < end; row++) {
          sums[row - first] += tree.margin(inputs.values(), row * width);
        }
      }
      for (int row = first; row < end; row++) {
        answer[row] = (float) sums[row - first];
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
    List<ShapleyTables> ready = tables();
    double base =
        forest.base() + ready.stream().mapToDouble(ShapleyTables::expected).sum();
    int width = inputs.features().size();
    int nodes = ready.stream().mapToInt(ShapleyTables::nodes).max().orElse(0);
    float[] answer = new float[inputs.rows() * (width + 1)];
    blocks(inputs.rows(), (first, end) -> {
      double[] sums = new double[(end - first) * (width + 1)];
      int[] came = new int[nodes];
      for (ShapleyTables tree : ready) {
        for (int row = first; row < end; row++) {
          tree.add(inputs.values(), row * width, came, sums, (row - first) * (width + 1));
        }
      }
      for (int row = first; row < end; row++) {
        sums[(row - first) * (width + 1) + width] = base;
      }
      for (int i = 0; i < sums.length; i++) {
        answer[first * (width + 1) + i] = (float) sums[i];
      }
    });
    return answer;
  }

  private List<ShapleyTables> tables() {
    List<ShapleyTables> ready = tables;
    if (ready == null) {
      ready = forest.trees().parallelStream().map(ShapleyTables::new).toList();
      tables = ready;
    }
    return ready;
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
