package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The kernel beside scikit-learn; see reference/risk/PROVENANCE.md.
class ReferenceTest {

  private static final JsonNode REFERENCE = Table.reference();

  @Test
  void trees_are_as_good_as_those_of_scikit_learn() {
    var trees = BoostedTrees.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), Table.settings());
    double[] p = new double[Table.TEST.outcomes().length];
    float[] margins = trees.margins(Table.TEST.inputs());
    for (int i = 0; i < p.length; i++) {
      p[i] = Logistic.probability(margins[i]);
    }
    JsonNode theirs = REFERENCE.path("trees");
    boolean[] y = Table.TEST.outcomes();
    assertThat(Skill.auroc(p, y)).isCloseTo(theirs.path("auroc").asDouble(), within(0.01));
    assertThat(Skill.averagePrecision(p, y))
        .isCloseTo(theirs.path("averagePrecision").asDouble(), within(0.02));
    assertThat(Skill.brier(p, y)).isCloseTo(theirs.path("brier").asDouble(), within(0.003));
  }

  @Test
  void every_coefficient_of_the_second_opinion_is_that_of_scikit_learn() {
    JsonNode theirs = REFERENCE.path("logistic");
    var logistic = Logistic.train(
        Table.TRAIN.inputs(), Table.TRAIN.outcomes(), theirs.path("ridge").asDouble());
    var ours = logistic.parameters();
    assertThat(ours.constant()).isCloseTo(theirs.path("constant").asDouble(), within(1e-6));
    close(ours.coefficients(), theirs.path("coefficients"));
    close(ours.missing(), theirs.path("missing"));
    double[] margins = logistic.margins(Table.TEST.inputs());
    assertThat(Skill.auroc(margins, Table.TEST.outcomes()))
        .isCloseTo(theirs.path("auroc").asDouble(), within(1e-6));

    var calibration = Calibration.fit(margins, Table.TEST.outcomes());
    JsonNode platt = REFERENCE.path("calibration");
    assertThat(calibration.slope()).isCloseTo(platt.path("slope").asDouble(), within(1e-4));
    assertThat(calibration.intercept()).isCloseTo(platt.path("intercept").asDouble(), within(1e-4));
  }

  @TestFactory
  Stream<DynamicTest> skill_is_that_of_scikit_learn() {
    assertThat(REFERENCE.path("skill").size()).isEqualTo(4);
    return stream(REFERENCE.path("skill"))
        .map(list -> DynamicTest.dynamicTest(list.path("name").asString(), () -> {
          double[] scores =
              stream(list.path("scores")).mapToDouble(JsonNode::asDouble).toArray();
          boolean[] outcomes = new boolean[scores.length];
          for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = list.path("outcomes").get(i).asInt() == 1;
          }
          var exactly = within(1e-12);
          assertThat(Skill.auroc(scores, outcomes))
              .isCloseTo(list.path("auroc").asDouble(), exactly);
          assertThat(Skill.averagePrecision(scores, outcomes))
              .isCloseTo(list.path("averagePrecision").asDouble(), exactly);
          assertThat(Skill.brier(scores, outcomes))
              .isCloseTo(list.path("brier").asDouble(), exactly);
        }));
  }

  private static void close(List<Double> ours, JsonNode theirs) {
    assertThat(theirs.size()).isEqualTo(ours.size());
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i)).as("number %s", i).isCloseTo(theirs.get(i).asDouble(), within(1e-6));
    }
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
