package org.waymark.risk.learning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The trees of a model and what a margin is before any of them speaks.
///
/// Read from XGBoost's own JSON format, so that a kept model can be opened by any XGBoost.
///
/// @param base log-odds
record Forest(List<String> features, double base, List<Tree> trees) {

  /// @throws IllegalArgumentException if the bytes are no model of this kind
  static Forest read(byte[] json) {
    try {
      JsonNode learner =
          JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8)).path("learner");
      String objective = learner.path("objective").path("name").asString("");
      if (!objective.equals("binary:logistic")) {
        throw new IllegalArgumentException("the bytes are no model of ours: its objective is '"
            + objective + "', expected binary:logistic");
      }
      var features = new ArrayList<String>();
      learner.path("feature_names").forEach(name -> features.add(name.asString()));
      var trees = new ArrayList<Tree>();
      learner
          .path("gradient_booster")
          .path("model")
          .path("trees")
          .forEach(tree -> trees.add(tree(tree)));
      float rate = Float.parseFloat(
          learner.path("learner_model_param").path("base_score").asString(""));
      return new Forest(List.copyOf(features), -Math.log(1.0 / rate - 1), List.copyOf(trees));
    } catch (JacksonException | NumberFormatException e) {
      throw new IllegalArgumentException("the bytes are no model that can be read", e);
    }
  }

  private static Tree tree(JsonNode tree) {
    JsonNode missing = tree.path("default_left");
    boolean[] isMissingLeft = new boolean[missing.size()];
    for (int i = 0; i < isMissingLeft.length; i++) {
      isMissingLeft[i] = missing.get(i).asInt() == 1;
    }
    return new Tree(
        whole(tree.path("left_children")),
        whole(tree.path("right_children")),
        whole(tree.path("split_indices")),
        numbers(tree.path("split_conditions")),
        isMissingLeft,
        numbers(tree.path("sum_hessian")));
  }

  private static int[] whole(JsonNode list) {
    int[] answer = new int[list.size()];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = list.get(i).asInt();
    }
    return answer;
  }

  private static float[] numbers(JsonNode list) {
    float[] answer = new float[list.size()];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = (float) list.get(i).asDouble();
    }
    return answer;
  }
}
