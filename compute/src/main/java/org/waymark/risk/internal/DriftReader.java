package org.waymark.risk.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.RiskModel;
import org.waymark.risk.RiskModel.Reference;
import org.waymark.risk.TrainingPlan;
import org.waymark.risk.learning.Inputs;
import org.waymark.risk.learning.Skill;

/// Reads what {@link Drift} compares: today's students, the periods and marks since the training.
final class DriftReader {

  private final SqlEngine engine;
  private final Reference then;

  DriftReader(SqlEngine engine, Reference then) {
    this.engine = engine;
    this.then = then;
  }

  Drift.Now read(Today today, Duty champion) {
    RiskModel model = champion.model();
    Inputs inputs = today.inputs(model.features(), champion.rows());
    var features = new TreeMap<String, float[]>();
    for (int j = 0; j < model.features().size(); j++) {
      features.put(model.features().get(j), inputs.column(j));
    }
    List<Period> ended = ended();
    Optional<Period> newest = ended.isEmpty() ? Optional.empty() : Optional.of(ended.getLast());
    return new Drift.Now(
        LocalDate.parse(today.asOfOn()),
        features,
        floats(model.probabilities(inputs)),
        number("select count(*) from risk.enrolled join risk.as_of"
            + " on as_of.as_of_on = enrolled.as_of_on where as_of.is_today"),
        texts(
            "select distinct concat(platform, ' ', score_scale) from assessment.result where is_valid order by 1"),
        marks(),
        ended.size(),
        newest.flatMap(this::outcomes),
        newest.flatMap(period -> flagged(model, period)));
  }

  private record Period(int number, String name) {}

  /// Those that ended after the newest one that the training knew, in the order of time.
  private List<Period> ended() {
    var periods = new ArrayList<Period>();
    engine.scan(
        "select period_number, name from risk.grading_period where is_finished and ends_on > cast('"
            + then.lastPeriodEndsOn() + "' as date) order by ends_on",
        row -> periods.add(new Period((int) row.whole(0), row.text(1))));
    return periods;
  }

  private Optional<Drift.Newer> outcomes(Period period) {
    double[] rate = {0};
    long[] students = {0};
    engine.scan(
        "select count(*), avg(case when is_in_trouble then 1.0 else 0.0 end) from risk.outcome where period_number = "
            + period.number,
        row -> {
          students[0] = row.whole(0);
          rate[0] = row.number(1);
        });
    return students[0] == 0
        ? Optional.empty()
        : Optional.of(new Drift.Newer(period.name, rate[0], (int) students[0]));
  }

  /// Final marks posted after the newest period that the training knew.
  private Optional<Drift.Marks> marks() {
    double[] shares = new double[2];
    long[] marks = {0};
    engine.scan(
        "select count(*), avg(case when points is not null then 1.0 else 0.0 end), avg(case when percent is not null then 1.0 else 0.0 end)"
            + " from grading.course_mark where is_final and posted_on > cast('"
            + then.lastPeriodEndsOn() + "' as date)",
        row -> {
          marks[0] = row.whole(0);
          shares[0] = row.number(1);
          shares[1] = row.number(2);
        });
    return marks[0] < Drift.FEWEST
        ? Optional.empty()
        : Optional.of(new Drift.Marks(shares[0], shares[1], marks[0]));
  }

  /// Those whom the model ranks highest by what was known at the end of the period before: as
  /// many as there is capacity for by default.
  private Optional<Drift.Flagged> flagged(RiskModel model, Period period) {
    List<Feature> features = model.features().stream().map(Feature::of).toList();
    var outcomes = new ArrayList<Boolean>();
    float[][] held = {new float[1 << 14]};
    engine.scan(
        "select case when outcome.is_in_trouble then 1 else 0 end, "
            + LessonReader.columns(features)
            + " from risk.feature join risk.as_of on as_of.as_of_on = feature.as_of_on"
            + " and as_of.is_learning and as_of.position = 'end' and as_of.target_number = "
            + period.number
            + " join risk.outcome on outcome.student_key = feature.student_key"
            + " and outcome.period_number = as_of.target_number order by feature.student_key",
        row -> {
          int at = outcomes.size();
          outcomes.add(row.whole(0) == 1);
          held[0] = LessonReader.room(held[0], (at + 1) * features.size());
          LessonReader.fill(row, 1, held[0], at, features.size());
        });
    int rows = outcomes.size();
    if (rows < Drift.FEWEST || outcomes.stream().distinct().count() < 2) {
      return Optional.empty();
    }
    boolean[] happened = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      happened[i] = outcomes.get(i);
    }
    var inputs = new Inputs(model.features(), Arrays.copyOf(held[0], rows * features.size()));
    int flags = Math.max(1, (int) Math.round(TrainingPlan.DEFAULT.capacity() * rows));
    return Optional.of(
        new Drift.Flagged(flags, Skill.precisionAt(model.probabilities(inputs), happened, flags)));
  }

  private long number(String sql) {
    long[] answer = {0};
    engine.scan(sql, row -> answer[0] = row.whole(0));
    return answer[0];
  }

  private List<String> texts(String sql) {
    var answer = new ArrayList<String>();
    engine.scan(sql, row -> answer.add(row.text(0)));
    return answer;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
