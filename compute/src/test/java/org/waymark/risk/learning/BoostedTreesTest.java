package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

  private static final BoostedTrees TREES =
      BoostedTrees.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), Table.settings());
  private static final Inputs TEST = Table.TEST.inputs();
  private static final int WIDTH = TEST.features().size();

  @Test
  void the_reasons_of_a_row_sum_to_its_margin() {
    float[] margins = TREES.margins(TEST);
    float[] contributions = TREES.contributions(TEST);
    for (int row = 0; row < TEST.rows(); row++) {
      double sum = 0;
      for (int j = 0; j <= WIDTH; j++) {
        sum += contributions[row * (WIDTH + 1) + j];
      }
      assertThat(sum).as("row %s", row).isCloseTo(margins[row], within(5e-6));
    }
  }

  @Test
  void margins_and_reasons_are_those_that_xgboost_itself_gives() throws Exception {
    for (int depth : new int[] {1, 3, 4, 6}) {
      var settings = new TreeSettings(40, depth, 0.2, 1, 1, 1, 1, Table.DIRECTIONS, depth);
      var trees = BoostedTrees.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), settings);
      var rows = new DMatrix(TEST.values(), TEST.rows(), WIDTH, Float.NaN);
      Booster booster = XGBoost.loadModel(trees.bytes());
      float[][] theirMargins = booster.predict(rows, true);
      float[][] theirReasons = booster.predictContrib(rows, 0);
      booster.dispose();
      rows.dispose();
      float[] margins = trees.margins(TEST);
      float[] reasons = trees.contributions(TEST);
      for (int row = 0; row < TEST.rows(); row++) {
        assertThat(margins[row])
            .as("depth %s, row %s", depth, row)
            .isCloseTo(theirMargins[row][0], within(1e-5f));
        for (int j = 0; j <= WIDTH; j++) {
          assertThat(reasons[row * (WIDTH + 1) + j])
              .as("depth %s, row %s, feature %s", depth, row, j)
              .isCloseTo(theirReasons[row][j], within(1e-4f));
        }
      }
    }
  }

  @Test
  void more_of_what_raises_the_risk_never_lowers_it() {
    long seed = 20261121;
    var random = new SplittableRandom(seed);
    for (int j = 0; j < WIDTH; j++) {
      if (Table.DIRECTIONS[j] == 0) {
        continue;
      }
      float[] moved = TEST.values().clone();
      for (int row = 0; row < TEST.rows(); row++) {
        int at = row * WIDTH + j;
        float step = (float) (random.nextDouble() * (1 + Math.abs(moved[at])));
        moved[at] += Table.DIRECTIONS[j] * step;
        int other = row * WIDTH + random.nextInt(WIDTH);
        if (other != at && random.nextInt(3) == 0) {
          moved[other] = Float.NaN;
        }
      }
      // The same rows with the same gaps, before the move.
      float[] before = moved.clone();
      for (int row = 0; row < TEST.rows(); row++) {
        before[row * WIDTH + j] = TEST.value(row, j);
      }
      float[] low = TREES.margins(new Inputs(TEST.features(), before));
      float[] high = TREES.margins(new Inputs(TEST.features(), moved));
      int risen = 0;
      for (int row = 0; row < low.length; row++) {
        assertThat(high[row])
            .as("%s, row %s, seed %s", TEST.features().get(j), row, seed)
            .isGreaterThanOrEqualTo(low[row]);
        risen += high[row] > low[row] ? 1 : 0;
      }
      assertThat(risen).as("rows that %s moved", TEST.features().get(j)).isGreaterThan(100);
    }
  }

  @Test
  void the_same_rows_give_the_same_bytes_alone_and_beside_another_model() {
    List<byte[]> together = IntStream.range(0, 4)
        .parallel()
        .mapToObj(
            i -> BoostedTrees.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), Table.settings())
                .bytes())
        .toList();
    assertThat(together).allMatch(bytes -> Arrays.equals(bytes, TREES.bytes()));
    var settings = new TreeSettings(150, 4, 0.05, 5, 1, 0.8, 0.8, Table.DIRECTIONS, 2);
    assertThat(BoostedTrees.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), settings)
            .bytes())
        .isNotEqualTo(TREES.bytes());
  }

  @Test
  void kept_bytes_are_the_same_model() {
    var kept = BoostedTrees.read(TREES.bytes());
    assertThat(kept.features()).isEqualTo(Table.TRAIN.inputs().features());
    assertThat(kept.margins(TEST)).isEqualTo(TREES.margins(TEST));
    assertThat(kept.contributions(TEST)).isEqualTo(TREES.contributions(TEST));
    assertThat(kept.bytes()).isEqualTo(TREES.bytes());
  }

  @Test
  void features_that_say_nothing_and_rows_without_any_value_are_no_trouble() {
    float[] values = new float[200 * 3];
    boolean[] outcomes = new boolean[200];
    for (int row = 0; row < 200; row++) {
      outcomes[row] = row % 4 == 0;
      values[row * 3] = outcomes[row] ? 1 + row % 3 : row % 3;
      values[row * 3 + 1] = Float.NaN;
      values[row * 3 + 2] = 7;
    }
    var inputs = new Inputs(List.of("absence", "missing", "constant"), values);
    var settings = new TreeSettings(20, 3, 0.3, 1, 1, 1, 1, new int[] {1, 0, 0}, 1);
    var trees = BoostedTrees.train(inputs, outcomes, settings);
    float[] reasons = trees.contributions(inputs);
    for (int row = 0; row < 200; row++) {
      assertThat(reasons[row * 4]).isNotZero();
      assertThat(reasons[row * 4 + 1]).isZero();
      assertThat(reasons[row * 4 + 2]).isZero();
    }
    assertThat(inputs.silence(0)).isEmpty();
    assertThat(inputs.silence(1)).contains("always missing");
    assertThat(inputs.silence(2)).contains("always 7.0");
    var nothing = new Inputs(inputs.features(), new float[] {Float.NaN, Float.NaN, Float.NaN});
    assertThat(trees.margins(nothing)[0]).isFinite();
    assertThat(trees.contributions(new Inputs(inputs.features(), new float[0]))).isEmpty();
  }

  @Test
  void what_cannot_be_learned_from_is_refused_with_its_reason() {
    var settings = new TreeSettings(5, 2, 0.3, 1, 1, 1, 1, new int[] {0}, 1);
    var three = new Inputs(List.of("absence"), new float[] {1, 2, 3});
    assertThatThrownBy(() -> BoostedTrees.train(three, new boolean[3], settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("all 3 rows were without the outcome: nothing tells them apart");
    assertThatThrownBy(() -> BoostedTrees.train(three, new boolean[2], settings))
        .hasMessage("2 outcomes for 3 rows");
    var none = new Inputs(List.of("absence"), new float[0]);
    assertThatThrownBy(() -> BoostedTrees.train(none, new boolean[0], settings))
        .hasMessage("there are no rows");
    assertThatThrownBy(
            () -> new Inputs(List.of("absence"), new float[] {1, Float.NEGATIVE_INFINITY}))
        .hasMessageContaining("row 1, absence: saw -Infinity");
    assertThatThrownBy(() -> new TreeSettings(5, 7, 0.3, 1, 1, 1, 1, new int[] {0}, 1))
        .hasMessage("depth: saw 7, expected 1 to 6");
    var other = new Inputs(List.of("gpa"), new float[] {1});
    assertThatThrownBy(() -> TREES.margins(other)).hasMessageContaining("expected those of");
    assertThatThrownBy(() -> BoostedTrees.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BoostedTrees.read(new byte[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
