package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticTest {

  @Test
  void kept_bytes_are_the_same_model() {
    var logistic = Logistic.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), 1);
    var kept = Logistic.read(logistic.bytes());
    assertThat(kept.parameters()).isEqualTo(logistic.parameters());
    assertThat(kept.margins(Table.TEST.inputs())).isEqualTo(logistic.margins(Table.TEST.inputs()));
    assertThat(Logistic.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), 1).bytes())
        .isEqualTo(logistic.bytes());
    assertThatThrownBy(() -> Logistic.read("[1]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void outcomes_that_a_feature_separates_have_finite_coefficients() {
    float[] values = new float[100];
    boolean[] outcomes = new boolean[100];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
      outcomes[i] = i >= 50;
    }
    var inputs = new Inputs(List.of("absence"), values);
    var parameters = Logistic.train(inputs, outcomes, 0.01).parameters();
    assertThat(parameters.coefficients().getFirst()).isFinite().isGreaterThan(5);
    assertThat(parameters.constant()).isCloseTo(0, within(1e-6));
  }

  @Test
  void features_that_say_nothing_have_no_say() {
    float[] values = new float[90];
    boolean[] outcomes = new boolean[30];
    for (int i = 0; i < 30; i++) {
      outcomes[i] = i % 3 == 0;
      values[3 * i] = i % 5 + (outcomes[i] ? 1 : 0);
      values[3 * i + 1] = Float.NaN;
      values[3 * i + 2] = 4;
    }
    var inputs = new Inputs(List.of("absence", "missing", "constant"), values);
    var parameters = Logistic.train(inputs, outcomes, 1).parameters();
    assertThat(parameters.coefficients().get(0)).isPositive();
    assertThat(parameters.coefficients().subList(1, 3)).containsExactly(0.0, 0.0);
    assertThat(parameters.missing()).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void what_cannot_be_learned_from_is_refused_with_its_reason() {
    var two = new Inputs(List.of("absence"), new float[] {1, 2});
    assertThatThrownBy(() -> Logistic.train(two, new boolean[] {true, true}, 1))
        .hasMessage("all 2 rows had the outcome: nothing tells them apart");
    assertThatThrownBy(() -> Logistic.train(two, new boolean[] {true, false}, 0))
        .hasMessageContaining("ridge: saw 0.0");
  }
}
