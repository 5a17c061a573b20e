package org.waymark.risk.internal;

import java.time.LocalDate;
import java.util.Set;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;

/// `risk.score`: the chance of trouble in the next grading period, by the model on duty.
public final class ScoreModel implements JavaModel {

  @Override
  public Set<String> reads() {
    return Set.of("risk.feature", "risk.as_of", "risk.deployed_model", "engine.run");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Today today = Today.read(engine);
    double[] begins = new double[3];
    engine.scan("select band_some, band_at_risk, band_high from engine.run", row -> {
      for (int i = 0; i < begins.length; i++) {
        begins[i] = row.number(i);
      }
    });
    for (Duty duty : Duty.of(engine, today)) {
      write(today, duty, begins, rows);
    }
  }

  private static void write(Today today, Duty duty, double[] begins, RowSink rows) {
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
            band(chances[i], begins),
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

  private static String band(double chance, double[] begins) {
    return chance >= begins[2]
        ? "high"
        : chance >= begins[1] ? "at_risk" : chance >= begins[0] ? "some" : "low";
  }
}
