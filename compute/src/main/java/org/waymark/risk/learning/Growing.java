package org.waymark.risk.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// The one place that calls XGBoost: rows in, the bytes of a model out, native memory freed.
///
/// One thread per model. Sums of floats depend on who adds what first, so bytes could otherwise
/// differ from machine to machine; and OpenMP's threads wait by spinning, which made two models
/// on two cores ten times slower than one after the other.
final class Growing {

  private Growing() {}

  static byte[] grow(Inputs inputs, boolean[] outcomes, TreeSettings settings) {
    try {
      DMatrix rows =
          new DMatrix(inputs.values(), inputs.rows(), inputs.features().size(), Float.NaN);
      try {
        rows.setLabel(labels(outcomes));
        Booster booster =
            XGBoost.train(rows, parameters(settings), settings.rounds(), Map.of(), null, null);
        try {
          booster.setFeatureNames(inputs.features().toArray(String[]::new));
          return booster.toByteArray("json");
        } finally {
          booster.dispose();
        }
      } finally {
        rows.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost could not train: " + firstLine(e), e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "XGBoost's native library can't be loaded (" + firstLine(root(e)) + "). Training needs"
              + " Linux x86_64 or aarch64 with libgomp1 (apt install libgomp1), macOS or Windows,"
              + " and a temporary folder from which programs may be loaded (-Djava.io.tmpdir)."
              + " Models that exist are scored without it.",
          e);
    }
  }

  private static Map<String, Object> parameters(TreeSettings settings) {
    var parameters = new HashMap<String, Object>();
    parameters.put("objective", "binary:logistic");
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", settings.depth());
    parameters.put("eta", settings.eta());
    parameters.put("min_child_weight", settings.minimumChildWeight());
    parameters.put("lambda", settings.lambda());
    parameters.put("subsample", settings.rowShare());
    parameters.put("colsample_bytree", settings.columnShare());
    parameters.put(
        "monotone_constraints",
        Arrays.stream(settings.directions())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "(", ")")));
    parameters.put("seed", settings.seed());
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static float[] labels(boolean[] outcomes) {
    float[] labels = new float[outcomes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = outcomes[i] ? 1 : 0;
    }
    return labels;
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
