package org.waymark.risk.internal;

import java.util.Set;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;

/// `risk.drift`: does today's district still look like the one that the champion learned from?
/// No rows while the rule is in charge.
public final class DriftModel implements JavaModel {

  @Override
  public Set<String> reads() {
    return Set.of(
        "risk.feature",
        "risk.as_of",
        "risk.outcome",
        "risk.enrolled",
        "risk.grading_period",
        "risk.deployed_model",
        "assessment.result",
        "grading.course_mark");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Today today = Today.read(engine);
    for (Duty duty : Duty.of(engine, today)) {
      if (duty.name().equals(Duty.CHAMPION)) {
        Drift.Now now = new DriftReader(engine, duty.model().reference()).read(today, duty);
        for (Signal signal : new Drift(duty.model().reference(), now).signals()) {
          rows.add(
              duty.model().modelId(),
              signal.kind().key(),
              signal.subject(),
              signal.value(),
              signal.limit(),
              signal.isOver(),
              signal.reason(),
              signal.needsRetraining());
        }
      }
    }
  }
}
