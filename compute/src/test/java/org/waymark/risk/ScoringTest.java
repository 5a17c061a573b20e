package org.waymark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.risk.TrainingResult.Trained;

class ScoringTest {

  @Test
  void the_reasons_of_every_student_sum_to_the_score() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      deploy(engine, RiskTrainingTest.trained(engine).model(), null, "");
      RiskDistrict.score(engine);
      var worst = engine.query("""
              select count(*), max(abs(ln(probability / (1 - probability)) - told - ln(base_probability / (1 - base_probability))))
              from risk.score
              join (select student_key, sum(contribution) as told from risk.reason group by student_key) as reason
                on reason.student_key = score.student_key
              """).rows().getFirst();
      assertThat(((Number) worst.get(0)).longValue()).isGreaterThan(1_000);
      assertThat(((Number) worst.get(1)).doubleValue()).isLessThan(1e-4);
      assertThat(texts(engine, "select reason from risk.reason"))
          .noneMatch(r -> r.contains("NaN") || r.contains("null"))
          .anyMatch(r -> r.matches("Missed [0-9.]+ of the last [0-9]+ school days, up from .*"));
    }
  }

  @Test
  void whom_the_model_knows_nothing_of_gets_no_number_but_a_reason() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      RiskModel model = RiskTrainingTest.trained(engine).model();
      List<String> some = texts(
          engine,
          "select feature.student_key from risk.feature join risk.as_of on as_of.as_of_on = feature.as_of_on and is_today where grade_level = '7' order by 1 limit 3");
      for (Feature feature : Feature.values()) {
        if (feature.isEvidence()) {
          engine.execute("update risk.feature set " + feature.column()
              + " = null where student_key = " + some.get(0));
        }
      }
      engine.execute(
          "update risk.feature set grade_level = 'PK', next_grade = -1 where student_key = "
              + some.get(1));
      engine.execute(
          "update risk.feature set school_key = 4711 where student_key = " + some.get(2));
      deploy(engine, model, null, "");
      RiskDistrict.score(engine);
      String of = "select coalesce(unknown_reason, band) from risk.score where student_key = ";
      assertThat(texts(engine, of + some.get(0)).getFirst()).contains("no attendance, mark, test");
      assertThat(texts(engine, of + some.get(1)).getFirst())
          .contains("too few students", "grade PK");
      assertThat(texts(engine, of + some.get(2)).getFirst()).isIn("low", "some", "at_risk", "high");
      assertThat(
              texts(
                  engine,
                  "select student_key from risk.score where probability is null and unknown_reason is null"))
          .isEmpty();
      assertThat(texts(
              engine, "select distinct grade_level from risk.score where probability is null"))
          .as("who leaves after grade 12 has no next period")
          .contains("12");
    }
  }

  @Test
  void bands_begin_where_the_district_says() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      deploy(engine, RiskTrainingTest.trained(engine).model(), null, "");
      engine.execute("update engine.run set band_some = 0.05, band_at_risk = 0.2, band_high = 0.3");
      RiskDistrict.score(engine);
      assertThat(
              texts(
                  engine,
                  "select distinct case when probability >= 0.3 then 'high' when probability >= 0.2 then 'at_risk' when probability >= 0.05 then 'some' else 'low' end = band from risk.score where probability is not null"))
          .containsExactly("true");
      assertThat(
              texts(engine, "select distinct band from risk.score where probability is not null"))
          .containsExactlyInAnyOrder("low", "some", "at_risk", "high");
    }
  }

  @Test
  void a_canary_scores_its_school_and_the_champion_all_others() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      RiskModel champion = RiskTrainingTest.trained(engine).model();
      var other = (Trained) RiskTraining.train(engine, new TrainingPlan(2, 0.1, Set.of()));
      String school = texts(engine, "select min(school_key) from risk.feature").getFirst();
      deploy(engine, champion, null, "");
      RiskDistrict.score(engine);
      var alone = scores(engine, school, false);
      deploy(engine, champion, other.model(), school);
      RiskDistrict.score(engine);
      assertThat(scores(engine, school, false)).isNotEmpty().isEqualTo(alone);
      assertThat(texts(
              engine,
              "select distinct model_id || duty from risk.score where school_key = " + school))
          .containsExactly(other.model().modelId() + "canary");
      deploy(engine, null, null, "");
      RiskDistrict.score(engine);
      assertThat(texts(engine, "select student_key from risk.score"))
          .as("the rule is in charge")
          .isEmpty();
    }
  }

  private static List<String> scores(DuckDbSqlEngine engine, String school, boolean own) {
    return texts(
        engine,
        "select student_key || ' ' || coalesce(probability, -1) from risk.score where school_key "
            + (own ? "= " : "<> ") + school + " order by 1");
  }

  static void deploy(
      DuckDbSqlEngine engine,
      @org.jspecify.annotations.Nullable RiskModel champion,
      @org.jspecify.annotations.Nullable RiskModel canary,
      String school) {
    var rows = new ArrayList<List<String>>();
    if (champion != null) {
      rows.add(row(champion, "champion", ""));
    }
    if (canary != null) {
      rows.add(row(canary, "canary", school));
    }
    engine.createTable(
        "risk.deployed_model",
        List.of("model_id", "duty", "school_key", "artifact"),
        List.of("varchar(100)", "varchar(20)", "bigint", "varchar(20000000)"),
        rows);
  }

  private static List<String> row(RiskModel model, String duty, String school) {
    return Arrays.asList(
        model.modelId(), duty, school, Base64.getEncoder().encodeToString(model.bytes()));
  }

  static List<String> texts(DuckDbSqlEngine engine, String sql) {
    return engine.query(sql).rows().stream()
        .map(r -> String.valueOf(r.getFirst()))
        .toList();
  }
}
