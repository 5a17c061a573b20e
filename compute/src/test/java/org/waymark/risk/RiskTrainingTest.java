package org.waymark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.risk.TrainingResult.Refused;
import org.waymark.risk.TrainingResult.Trained;
import org.waymark.risk.learning.Measure;
import tools.jackson.databind.json.JsonMapper;

class RiskTrainingTest {

  @Test
  void the_same_data_give_the_same_bytes_and_the_same_proof() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      Trained one = trained(engine);
      Trained two = trained(engine);
      assertThat(two.model().bytes()).isEqualTo(one.model().bytes());
      assertThat(two.proof().json()).isEqualTo(one.proof().json());
      assertThat(RiskModel.read(one.model().bytes()).modelId())
          .isEqualTo(one.model().modelId());
    }
  }

  /// Pitfall 23: AUC 1.000 on paper because the label was made of the features; everyone in
  /// the lowest or the highest tier; constant and duplicate features.
  @Test
  void the_proof_is_neither_too_good_nor_made_of_the_labels() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      Proof proof = trained(engine).proof();
      double auroc = proof.model().measures().getOrDefault(Measure.AUROC, 0.0);
      assertThat(auroc).isBetween(0.75, 0.93);
      assertThat(proof.rule().measures().getOrDefault(Measure.AUROC, 0.0)).isBetween(0.6, auroc);
      assertThat(proof.test().asOf()).isLessThan(proof.test().from());
      assertThat(proof.training().periods()).doesNotContain(proof.test().period());
      var bands =
          proof.model().curve().stream().filter(p -> p.predicted() > 0.1 && p.predicted() < 0.6);
      assertThat(bands.count()).isGreaterThan(3);
      assertThat(proof.features()).extracting(Proof.Used::name).doesNotHaveDuplicates();
      assertThat(proof.features().size() + proof.dropped().size())
          .isEqualTo(Feature.values().length - Feature.OPTIONAL.size());
    }
  }

  @Test
  void the_json_has_what_the_command_promises() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      var json = JsonMapper.shared().readTree(trained(engine).proof().json());
      for (Measure measure : Measure.values()) {
        assertThat(json.at("/model/" + measure.key()).isNumber())
            .as(measure.key())
            .isTrue();
        assertThat(json.at("/model/intervals/" + measure.key()).size()).isEqualTo(2);
      }
      for (String way : Set.of("rule", "baseline", "bestIndicator", "secondOpinion")) {
        assertThat(json.at("/" + way + "/precisionAtCapacity").isNumber())
            .as(way)
            .isTrue();
        assertThat(json.at("/" + way + "/recallAtCapacity").isNumber()).as(way).isTrue();
      }
      assertThat(json.at("/capacity").asDouble()).isEqualTo(0.10);
      assertThat(json.at("/released").isBoolean()).isTrue();
      assertThat(json.at("/test/students").asInt()).isGreaterThan(1_000);
      assertThat(json.at("/test/outcomes").asInt()).isGreaterThan(100);
      assertThat(json.at("/test/from").asString())
          .isLessThan(json.at("/test/to").asString());
    }
  }

  @Test
  void a_leaked_label_refuses_the_training() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      engine.execute("""
          update risk.feature set incidents_90 = case when outcome.is_in_trouble then 3 else 0 end
          from risk.outcome, risk.as_of
          where outcome.student_key = feature.student_key and as_of.as_of_on = feature.as_of_on
            and outcome.period_number = as_of.target_number
          """);
      assertThat(refused(engine)).contains("incidents_90", "holds the outcome itself");
    }
  }

  @Test
  void no_history_one_class_and_few_students_are_refused_with_the_reason() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      engine.execute("create table all_outcomes as select * from risk.outcome");
      engine.execute("update risk.outcome set is_in_trouble = false");
      assertThat(refused(engine)).contains("0 were trouble", "100 of each");
      engine.execute("delete from risk.outcome where hash(student_key) % 4 > 0");
      assertThat(refused(engine)).contains("too few to learn from", "1,000");
      engine.execute("delete from risk.outcome");
      engine.execute("insert into risk.outcome select * from all_outcomes where period_number = 2");
      assertThat(refused(engine)).contains("one grading period", "S2 2023-2024");
      engine.execute("delete from risk.outcome");
      assertThat(refused(engine)).contains("no history");
    }
  }

  @Test
  void a_district_of_which_nothing_is_known_is_refused() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      for (Feature feature : Feature.values()) {
        if (feature.isEvidence()) {
          engine.execute("update risk.feature set " + feature.column() + " = null");
        }
      }
      assertThat(refused(engine)).contains("No attendance, mark, test or incident is known");
    }
  }

  @Test
  void marks_of_a_changed_grading_scale_are_left_out_and_it_says_so() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      engine.execute(
          "update grading.course_mark set points = null where school_year = 2025 and term = 'S2'");
      var dropped = trained(engine).proof().dropped();
      assertThat(dropped.get("gpa")).contains("the grading scale changed in S2 2024-2025");
      assertThat(dropped)
          .containsKeys("gpa_history", "percent", "failed_share")
          .doesNotContainKey("absence_30");
    }
  }

  @Test
  void constant_and_duplicate_features_are_left_out() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      engine.execute("update risk.feature set tardy_90 = 0.5, incidents_365 = incidents_90");
      var dropped = trained(engine).proof().dropped();
      assertThat(dropped.get("tardy_90")).contains("always");
      assertThat(dropped.get("incidents_365")).contains("the same as incidents_90");
    }
  }

  @Test
  void a_group_whose_trouble_was_planted_past_the_features_shows_up_in_the_audit()
      throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      assertThat(group(trained(engine).proof(), "ell").concern().orElse(""))
          .doesNotContain("missed");
      engine.execute("""
          update risk.outcome set is_in_trouble = true
          where student_key in (select student_key from warehouse.student where is_ell)
            and hash(student_key || period_number) % 10 < 6
          """);
      var ell = group(trained(engine).proof(), "ell");
      assertThat(ell.concern().orElse("")).contains("missed more often than all others");
      assertThat(ell.observed()).isGreaterThan(ell.expected() + 0.1);
    }
  }

  @Test
  void services_are_learned_from_only_where_the_district_opts_in_and_race_never() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.measured()) {
      assertThat(trained(engine).model().features()).doesNotContain("is_ell", "is_sped", "is_frl");
      var plan = new TrainingPlan(1, 0.1, Set.of(Feature.IS_FRL));
      if (RiskTraining.train(engine, plan) instanceof Trained opted) {
        assertThat(opted.model().features()).contains("is_frl").doesNotContain("is_ell");
      }
      assertThat(Feature.all()).noneMatch(f -> f.column().contains("race"));
    }
  }

  static Trained trained(DuckDbSqlEngine engine) {
    TrainingResult result = RiskTraining.train(engine, TrainingPlan.DEFAULT);
    assertThat(result).isInstanceOf(Trained.class);
    return (Trained) result;
  }

  private static String refused(DuckDbSqlEngine engine) {
    TrainingResult result = RiskTraining.train(engine, TrainingPlan.DEFAULT);
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).reason();
  }

  private static Proof.Subgroup group(Proof proof, String name) {
    return proof.subgroups().stream()
        .filter(g -> g.group().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
