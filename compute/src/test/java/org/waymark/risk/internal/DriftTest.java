package org.waymark.risk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Model;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.engine.TableShape;
import org.waymark.risk.Feature;
import org.waymark.risk.RiskModel;
import org.waymark.risk.RiskModel.Reference;
import org.waymark.risk.learning.BoostedTrees;
import org.waymark.risk.learning.Calibration;
import org.waymark.risk.learning.Inputs;
import org.waymark.risk.learning.Logistic;
import org.waymark.risk.learning.Stability.Bins;
import org.waymark.risk.learning.TreeSettings;

/// A district trained on absence and GPA, then looked at again in the next fall.
class DriftTest {

  private static final int STUDENTS = 2_000;
  private static final List<String> FEATURES = List.of("absence_90", "gpa", "days_into_period");

  private final District then = new District(1, STUDENTS);
  private final RiskModel model = then.train();

  @Test
  void a_district_that_stays_the_same_needs_no_training() {
    var signals = signals(new Scene(new District(2, STUDENTS)));
    assertThat(signals.lines.values()).noneMatch(s -> s.needs);
    assertThat(signals.at("feature_shift absence_90").isOver).isEqualTo("false");
    assertThat(signals.at("score_shift district").isOver).isEqualTo("false");
    assertThat(signals.at("precision district").isOver).isEmpty();
    assertThat(signals.at("precision district").reason)
        .isEqualTo(
            "Not known before the next grading period ends. Proven in the training: 81.0 % of those flagged were in trouble.");
    assertThat(signals.lines).doesNotContainKey("feature_shift days_into_period");
  }

  @Test
  void a_feature_that_moved_and_the_scores_with_it_call_for_training() {
    var moved = new District(2, STUDENTS);
    for (int i = 0; i < STUDENTS; i++) {
      moved.absence[i] = Math.min(1, moved.absence[i] + 0.06);
    }
    var signals = signals(new Scene(moved));
    assertThat(signals.at("feature_shift absence_90").needs).isTrue();
    assertThat(signals.at("feature_shift absence_90").reason)
        .startsWith(
            "Days missed, last 90 days: today's students differ from those of the training");
    assertThat(signals.at("score_shift district").needs).isTrue();
    assertThat(signals.at("feature_shift gpa").needs).isFalse();
  }

  @Test
  void enrollment_a_new_test_and_a_new_scale_are_seen() {
    var scene = new Scene(new District(2, STUDENTS * 89 / 100));
    scene.platforms = "('map', 'rit', true), ('star', 'unified', true), ('map', 'lexile', false)";
    scene.marks = "select date '2026-01-10' as posted_on, true as is_final, 3.0 as points,"
        + " case when i % 4 = 0 then 80 end as percent from range(400) t(i)";
    var signals = signals(scene);
    assertThat(signals.at("enrollment_shift district").value).isCloseTo(0.11, within(1e-9));
    assertThat(signals.at("enrollment_shift district").needs).isTrue();
    assertThat(signals.at("new_platform star unified").needs).isTrue();
    assertThat(signals.lines).doesNotContainKey("new_platform map lexile");
    assertThat(signals.at("grading_scale marks_with_percent").value).isCloseTo(0.75, within(1e-9));
    assertThat(signals.at("grading_scale marks_with_percent").needs).isTrue();
    assertThat(signals.at("grading_scale marks_with_points").needs).isFalse();
  }

  @Test
  void a_period_that_ended_is_held_against_what_the_model_said_before_it() {
    var scene = new Scene(new District(2, STUDENTS));
    scene.periods =
        "(3, 'S2 2024-2025', date '2025-05-30', true), (4, 'S1 2025-2026', date '2025-12-19', true), (5, 'S2 2025-2026', date '2026-05-29', false)";
    scene.isTried = true;
    var signals = signals(scene);
    assertThat(signals.at("new_period district").value).isEqualTo(1);
    assertThat(signals.at("new_period district").needs).isTrue();
    assertThat(signals.at("outcome_shift district").isOver).isEqualTo("false");
    assertThat(signals.at("precision district").value).isBetween(0.7, 0.95);
    assertThat(signals.at("precision district").needs).isFalse();

    // Had nobody been in trouble whom it ranked high, it would have been wrong.
    scene.isTurned = true;
    var wrong = signals(scene);
    assertThat(wrong.at("precision district").value).isLessThan(0.3);
    assertThat(wrong.at("precision district").needs).isTrue();
    assertThat(wrong.at("precision district").reason)
        .startsWith("Of the 200 students it ranked highest before S1 2025-2026, ");
    assertThat(wrong.at("outcome_shift district").needs).isTrue();
  }

  @Test
  void without_a_model_in_charge_there_is_no_signal() {
    var scene = new Scene(new District(2, STUDENTS));
    scene.isDeployed = false;
    assertThat(signals(scene).lines).isEmpty();
  }

  private record Signals(Map<String, Line> lines) {

    Line at(String signal) {
      assertThat(lines).containsKey(signal);
      return Objects.requireNonNull(lines.get(signal));
    }
  }

  private record Line(Double value, String isOver, String reason, boolean needs) {}

  private static final class Scene {
    private final District today;
    private String platforms = "('map', 'rit', true)";
    private String marks =
        "select date '2025-05-30' as posted_on, true as is_final, 3.0 as points, 80 as percent";
    private String periods =
        "(3, 'S2 2024-2025', date '2025-05-30', true), (4, 'S1 2025-2026', date '2025-12-19', false)";
    private boolean isTried;
    private boolean isTurned;
    private boolean isDeployed = true;

    Scene(District today) {
      this.today = today;
    }
  }

  private Signals signals(Scene scene) {
    try (var engine = DuckDbSqlEngine.open(null, 512)) {
      build(engine, scene);
      Model drift = ModelLibrary.load().find("risk.drift").orElseThrow();
      new ModelRunner(List.of(engine), Progress.SILENT).run(List.of(drift));
      var lines = new TreeMap<String, Line>();
      engine.scan(
          "select signal, subject, value, cast(is_over as varchar), reason, case when needs_retraining then 1 else 0 end from risk.drift",
          row -> lines.put(
              row.text(0) + " " + row.text(1),
              new Line(
                  row.isNull(2) ? -1.0 : row.number(2),
                  row.text(3),
                  row.text(4),
                  row.whole(5) == 1)));
      return new Signals(lines);
    }
  }

  private void build(SqlEngine engine, Scene scene) {
    for (String schema : List.of("risk", "assessment", "grading")) {
      engine.createSchema(schema);
    }
    engine.createTable(
        "risk.as_of",
        "select * from (values (date '2025-10-15', false, true, null, 5, 'S2 2025-2026'), (date '2025-05-30', true, false, 'end', 4, 'S1 2025-2026')) as d (as_of_on, is_learning, is_today, position, target_number, target_name)");
    engine.createTable(
        "risk.grading_period",
        "select * from (values " + scene.periods
            + ") as p (period_number, name, ends_on, is_finished)");
    engine.createTable(
        "assessment.result",
        "select * from (values " + scene.platforms + ") as r (platform, score_scale, is_valid)");
    engine.createTable("grading.course_mark", scene.marks);
    engine.createTable(
        "risk.deployed_model",
        List.of("model_id", "duty", "school_key", "artifact"),
        List.of("varchar", "varchar", "bigint", "varchar"),
        scene.isDeployed
            ? List.of(List.of(
                model.modelId(), "champion", "", Base64.getEncoder().encodeToString(model.bytes())))
            : List.of());
    District today = scene.today;
    fill(
        engine,
        "risk.feature_seen",
        List.of("student_key", "as_of_on", "absence_90", "gpa", "days_into_period"),
        List.of("bigint", "date", "double", "double", "double"),
        (row, i) -> {
          row.add(i, LocalDate.of(2025, 10, 15), today.absence[i], today.gpa[i], 40.0);
          if (scene.isTried) {
            row.add(i, LocalDate.of(2025, 5, 30), today.absence[i], today.gpa[i], 100.0);
          }
        },
        today.absence.length);
    fill(
        engine,
        "risk.enrolled",
        List.of("student_key", "as_of_on"),
        List.of("bigint", "date"),
        (row, i) -> row.add(i, LocalDate.of(2025, 10, 15)),
        today.absence.length);
    fill(
        engine,
        "risk.outcome",
        List.of("student_key", "period_number", "is_in_trouble"),
        List.of("bigint", "int", "boolean"),
        (row, i) -> row.add(i, 4, today.outcomes[i] != scene.isTurned),
        scene.isTried ? today.absence.length : 0);
    var columns = new StringBuilder();
    for (Feature feature : Feature.all()) {
      if (!FEATURES.contains(feature.column())) {
        columns.append(", cast(null as double) as ").append(feature.column());
      }
    }
    for (Today.Count count : Today.Count.values()) {
      columns.append(", cast(null as double) as ").append(count.column());
    }
    engine.createTable(
        "risk.feature",
        "select *, cast(7 as bigint) as school_key, '6' as grade_level, 'S1' as term" + columns
            + " from risk.feature_seen");
  }

  private static void fill(
      SqlEngine engine,
      String table,
      List<String> columns,
      List<String> types,
      ObjIntConsumer<RowSink> row,
      int rows) {
    engine.fillTable(table, new TableShape(table, columns, types), sink -> {
      for (int i = 0; i < rows; i++) {
        row.accept(sink, i);
      }
    });
  }

  /// Students whose absence and GPA decide what becomes of them.
  private static final class District {
    private final double[] absence;
    private final double[] gpa;
    private final boolean[] outcomes;

    District(long seed, int students) {
      var random = new SplittableRandom(seed);
      absence = new double[students];
      gpa = new double[students];
      outcomes = new boolean[students];
      for (int i = 0; i < students; i++) {
        absence[i] = Math.clamp(0.06 + 0.05 * random.nextGaussian(), 0, 1);
        gpa[i] = Math.clamp(2.9 + 0.7 * random.nextGaussian(), 0, 4);
        double logOdds = -5 + 90 * (absence[i] - 0.06) - 4 * (gpa[i] - 2.9);
        outcomes[i] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      }
    }

    RiskModel train() {
      float[] values = new float[3 * absence.length];
      for (int i = 0; i < absence.length; i++) {
        values[3 * i] = (float) absence[i];
        values[3 * i + 1] = (float) gpa[i];
        values[3 * i + 2] = 100;
      }
      var inputs = new Inputs(FEATURES, values);
      var settings = new TreeSettings(60, 3, 0.1, 5, 1, 1, 1, new int[] {1, -1, 0}, 1);
      var trees = BoostedTrees.train(inputs, outcomes, settings);
      var calibration = new Calibration(1, 0);
      double[] margins = new double[absence.length];
      float[] probabilities = new float[absence.length];
      float[] found = trees.margins(inputs);
      int troubled = 0;
      for (int i = 0; i < margins.length; i++) {
        probabilities[i] = (float) calibration.probability(found[i]);
        troubled += outcomes[i] ? 1 : 0;
      }
      var bins = new TreeMap<String, Bins>();
      for (int j = 0; j < 3; j++) {
        bins.put(FEATURES.get(j), Bins.of(inputs.column(j)));
      }
      // In spring everybody had missed more: not what a day in October is held against.
      var other = new TreeMap<>(bins);
      other.put("absence_90", Bins.of(new float[] {0.3f, 0.4f, 0.5f}));
      return RiskModel.of(
          trees,
          Logistic.train(RiskModel.straightened(inputs), outcomes, 1),
          calibration,
          calibration,
          new Reference(
              Map.of("2024-10-11", bins, "2025-05-30", other),
              Bins.of(probabilities),
              (double) troubled / margins.length,
              STUDENTS,
              List.of("map rit"),
              1,
              1,
              List.of(),
              3,
              "S2 2024-2025",
              "2025-05-30",
              0.81));
    }
  }
}
