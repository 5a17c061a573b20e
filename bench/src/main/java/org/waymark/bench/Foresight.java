package org.waymark.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How far a district's model gets from the rule to the ceiling: the order of the true chances.
///
/// @param ceiling of the chances that the district was drawn from, on the same students
/// @param more of a model that learned from the other districts' students as well; NaN before
record Foresight(
    long seed,
    int students,
    double outcomes,
    Figures rule,
    Figures logistic,
    Figures model,
    Figures ceiling,
    Figures more,
    double calibrationError,
    boolean released) {

  record Figures(double auroc, double precision) {
    static final Figures NONE = new Figures(Double.NaN, Double.NaN);
  }

  /// The share of the way from the rule to the ceiling in precision at capacity.
  double way() {
    return way(model);
  }

  double way(Figures figures) {
    return (figures.precision() - rule.precision()) / (ceiling.precision() - rule.precision());
  }

  static final String HEADER =
      "| seed | students | in trouble | rule | logistic | model | model, ten districts | ceiling | way | calibration error | AUROC rule | model | ceiling | released |\n"
          + "| ---: ".repeat(13) + "| --- |\n";

  String line() {
    return String.format(
        Locale.ROOT,
        "| %d | %,d | %.1f%% | %.3f | %.3f | %.3f | %.3f | %.3f | %.0f%% | %.3f | %.3f | %.3f | %.3f | %s |",
        seed,
        students,
        100 * outcomes,
        rule.precision(),
        logistic.precision(),
        model.precision(),
        more.precision(),
        ceiling.precision(),
        100 * way(),
        calibrationError,
        rule.auroc(),
        model.auroc(),
        ceiling.auroc(),
        released ? "yes" : "no");
  }

  Map<String, Object> json() {
    var object = new LinkedHashMap<String, Object>();
    object.put("seed", seed);
    object.put("students", students);
    object.put("outcome_rate", outcomes);
    object.put("rule", rule);
    object.put("second_opinion", logistic);
    object.put("model", model);
    if (!Double.isNaN(more.auroc())) {
      object.put("model_of_all_districts", more);
    }
    object.put("ceiling", ceiling);
    object.put("way", way());
    object.put("calibration_error", calibrationError);
    object.put("released", released);
    return object;
  }

  Foresight with(Figures figures) {
    return new Foresight(
        seed,
        students,
        outcomes,
        rule,
        logistic,
        model,
        ceiling,
        figures,
        calibrationError,
        released);
  }
}
