package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.waymark.bench.Foresight.Figures;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.generator.DistrictPlan;
import org.waymark.risk.Feature;
import org.waymark.risk.Proof;
import org.waymark.risk.RiskTraining;
import org.waymark.risk.TrainingPlan;
import org.waymark.risk.TrainingResult;
import org.waymark.risk.learning.BoostedTrees;
import org.waymark.risk.learning.Inputs;
import org.waymark.risk.learning.Measure;
import org.waymark.risk.learning.Skill;
import org.waymark.risk.learning.TreeSettings;

/// A model beside the true chances of an invented district, and beside a model that knows more
/// districts: what is left over is not in any file.
final class ForesightTrial {

  private static final List<Feature> FEATURES =
      Feature.all().stream().filter(f -> !f.isOptional()).toList();

  /// Rows of one district.
  ///
  /// @param chance the true one; NaN for rows to learn from
  private record Rows(Inputs inputs, boolean[] outcomes, double[] chance) {}

  private final ModelLibrary library;
  private final List<Foresight> found = new ArrayList<>();
  private final List<Rows> learned = new ArrayList<>();
  private final List<Rows> tried = new ArrayList<>();

  ForesightTrial(ModelLibrary library) {
    this.library = library;
  }

  void run(Path folder, int students, long seed) throws IOException, SQLException {
    var district = InventedDistrict.generate(folder, students, seed);
    try (var engine = DuckDbSqlEngine.open(folder.resolve("snapshot.duckdb"), 2_000)) {
      district.read(engine);
      InventedDistrict.build(engine, library.neededFor(RiskSnapshot.NEEDED));
      switch (RiskTraining.train(engine, TrainingPlan.DEFAULT)) {
        case TrainingResult.Refused refused ->
          throw new IllegalArgumentException("seed " + seed + ": " + refused.reason());
        case TrainingResult.Trained trained -> look(engine, district.plan(), trained.proof());
      }
    }
  }

  private void look(DuckDbSqlEngine engine, DistrictPlan plan, Proof proof) {
    Rows test = rows(
        engine,
        plan,
        "as_of.position = 'end' and as_of.target_number = (select max(target_number) from risk.as_of where is_learning)");
    learned.add(rows(
        engine,
        plan,
        "as_of.target_number < (select max(target_number) from risk.as_of where is_learning)"));
    tried.add(test);
    found.add(new Foresight(
        plan.seed(),
        test.outcomes().length,
        (double) proof.test().outcomes() / proof.test().students(),
        figures(proof.rule()),
        figures(proof.secondOpinion()),
        figures(proof.model()),
        figures(test.chance(), test.outcomes()),
        Figures.NONE,
        proof.model().measures().getOrDefault(Measure.CALIBRATION_ERROR, Double.NaN),
        proof.released()));
  }

  /// Each district once more, by trees that learned from all of them, its own students' past
  /// included: a bound that no single district reaches.
  List<Foresight> withAllDistricts() {
    if (learned.size() < 2) {
      return found;
    }
    int width = FEATURES.size();
    float[] values =
        new float[learned.stream().mapToInt(r -> r.inputs().values().length).sum()];
    boolean[] outcomes = new boolean[values.length / width];
    int at = 0;
    for (Rows each : learned) {
      System.arraycopy(
          each.inputs().values(), 0, values, at * width, each.inputs().values().length);
      System.arraycopy(each.outcomes(), 0, outcomes, at, each.outcomes().length);
      at += each.outcomes().length;
    }
    var settings = new TreeSettings(
        600,
        5,
        0.05,
        20,
        1,
        0.8,
        0.8,
        FEATURES.stream().mapToInt(Feature::direction).toArray(),
        1);
    var trees = BoostedTrees.train(
        new Inputs(FEATURES.stream().map(Feature::column).toList(), values), outcomes, settings);
    var more = new ArrayList<Foresight>();
    for (int i = 0; i < found.size(); i++) {
      float[] margins = trees.margins(tried.get(i).inputs());
      double[] scores = new double[margins.length];
      Arrays.setAll(scores, j -> margins[j]);
      more.add(found.get(i).with(figures(scores, tried.get(i).outcomes())));
    }
    return more;
  }

  private static Figures figures(Proof.Rating rating) {
    return new Figures(
        rating.measures().getOrDefault(Measure.AUROC, Double.NaN),
        rating.measures().getOrDefault(Measure.PRECISION_AT_CAPACITY, Double.NaN));
  }

  private static Figures figures(double[] scores, boolean[] outcomes) {
    int flags = (int) Math.round(TrainingPlan.DEFAULT.capacity() * outcomes.length);
    return new Figures(Skill.auroc(scores, outcomes), Skill.precisionAt(scores, outcomes, flags));
  }

  private static Rows rows(DuckDbSqlEngine engine, DistrictPlan plan, String where) {
    var values = new ArrayList<float[]>();
    var outcomes = new ArrayList<Boolean>();
    var chances = new ArrayList<Double>();
    engine.scan(
        "select case when outcome.is_in_trouble then 1 else 0 end, truth.p_trouble, "
            + FEATURES.stream().map(f -> "feature." + f.column()).collect(Collectors.joining(", "))
            + " from risk.feature"
            + " join risk.as_of on as_of.as_of_on = feature.as_of_on and as_of.is_learning"
            + " join risk.grading_period on grading_period.period_number = as_of.target_number"
            + " join risk.outcome on outcome.student_key = feature.student_key and outcome.period_number = as_of.target_number"
            + " join warehouse.student on student.student_key = feature.student_key"
            + " join (select student_number, school_year, term, cast(p_trouble as double) as p_trouble from read_csv('"
            + plan.out().resolve("_truth/students.csv") + "', all_varchar = true)) as truth"
            + " on truth.student_number = student.sis_id and concat(truth.term, ' ', truth.school_year) = grading_period.name"
            + " where " + where + " order by feature.student_key, feature.as_of_on",
        row -> {
          outcomes.add(row.whole(0) == 1);
          chances.add(row.number(1));
          float[] own = new float[FEATURES.size()];
          for (int j = 0; j < own.length; j++) {
            own[j] = row.isNull(j + 2) ? Float.NaN : (float) row.number(j + 2);
          }
          values.add(own);
        });
    int width = FEATURES.size();
    float[] flat = new float[values.size() * width];
    boolean[] happened = new boolean[values.size()];
    for (int i = 0; i < happened.length; i++) {
      System.arraycopy(values.get(i), 0, flat, i * width, width);
      happened[i] = outcomes.get(i);
    }
    return new Rows(
        new Inputs(FEATURES.stream().map(Feature::column).toList(), flat),
        happened,
        chances.stream().mapToDouble(d -> d).toArray());
  }
}
