package org.waymark.risk.internal;

import java.time.LocalDate;
import java.util.Set;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;

/// `risk.score`: the chance of trouble in the next grading period, by the model on duty.
public final class ScoreModel implements JavaModel {

  /// Chances from which on a band begins.
  private static final double SOME = 0.25;

  private static final double AT_RISK = 0.50;
  private static final double HIGH = 0.75;

  @Override
  public Set<String> reads() {
    return Set.of("risk.feature", "risk.as_of", "risk.deployed_model");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Today today = Today.read(engine);
    for (Duty duty : Duty.of(engine, today)) {
      write(today, duty, rows);
    }
  }

  private static void write(Today today, Duty duty, RowSink rows) {
    var model = duty.model();
    LocalDate asOf = LocalDate.parse(today.asOfOn());
    if (duty.rows().length > 0) {
      var inputs = today.inputs(model.features(), duty.rows());
      double[] chances = model.probabilities(inputs);
      double[] seconds = model.secondOpinions(inputs);
      double base = model.baseProbability();
      for (int i = 0; i < duty.rows().length; i++) {
        var student = today.students().get(duty.rows()[i]);
        rows.add(
            student.key(),
            student.school(),
            student.grade(),
            asOf,
            model.modelId(),
            duty.name(),
            chances[i],
            seconds[i],
            band(chances[i]),
            base,
            today.target(),
            null);
      }
    }
    duty.unknown().keySet().stream().sorted().forEach(row -> {
      var student = today.students().get(row);
      rows.add(
          student.key(),
          student.school(),
          student.grade(),
          asOf,
          model.modelId(),
          duty.name(),
          null,
          null,
          "unknown",
          null,
          today.target(),
          duty.unknown().get(row));
    });
  }

  static String band(double chance) {
    return chance >= HIGH
        ? "high"
        : chance >= AT_RISK ? "at_risk" : chance >= SOME ? "some" : "low";
  }
}
