package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The list and the profile while a released model is in charge, and while one is on trial.
class ScoredListTest {
  private static final List<String> URGENCY =
      List.of("new", "escalated", "continuing", "recovering", "none", "unknown");

  private static MapleValley district;
  private static Visitor dana;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    dana = Visitor.signedIn(district, Role.DISTRICT);
  }

  private static void plant(boolean canary) throws Exception {
    take();
    for (String statement : PlantedScores.statements(Role.DISTRICT.email, canary)) {
      district.execute(statement);
    }
  }

  @AfterEach
  void nothing_stays() throws Exception {
    take();
  }

  private static void take() throws Exception {
    for (String statement : PlantedScores.undo()) {
      district.execute(statement);
    }
  }

  @Test
  void without_a_model_the_rule_ranks_and_the_page_says_so() throws Exception {
    Document page = dana.page("/students");
    assertThat(page.select(".finding").text())
        .contains("Ranked by the indicator rule; no model is in charge.");
    assertThat(page.select("thead").text()).doesNotContain("Chance");
  }

  @Test
  void the_chance_ranks_in_tenths_and_new_and_escalated_come_first_within_one() throws Exception {
    plant(false);
    JsonNode answer = JsonMapper.shared().readTree(dana.get("/api/v1/students").body());
    assertThat(answer.path("rankedBy").asString())
        .contains(PlantedScores.TARGET)
        .contains("is in charge since");
    long tenth = 10;
    int urgency = 0;
    for (JsonNode student : answer.path("students")) {
      long here = Math.round(student.path("chance").path("probability").asDouble() * 10);
      int now = URGENCY.indexOf(student.path("movement").asString().toLowerCase(Locale.ROOT));
      assertThat(here).isLessThanOrEqualTo(tenth);
      if (here == tenth) {
        assertThat(now).isGreaterThanOrEqualTo(urgency);
      }
      tenth = here;
      urgency = now;
    }
    assertThat(tenth).isLessThan(10);
  }

  @Test
  void a_line_has_the_chance_in_words_and_number_and_the_models_own_reasons() throws Exception {
    plant(false);
    Document page = dana.page("/students");
    assertThat(page.select("tbody tr").getFirst().child(2).text())
        .matches(". (very likely|likely) (about \\d in 10|over 19 in 20)");
    long student = district.count(
        "select student_id from analytics.fact_risk_scores order by probability desc, 1 limit 1");
    long raises = district.count(
        "select count(*) from analytics.fact_risk_reasons where effect = 'raises' and student_id = "
            + student);
    assertThat(page.select("tr:has(a[href=/students/" + student + "]) .why .reason"))
        .hasSize((int) Math.min(3, raises));
    assertThat(page.select("details:contains(Why this order)").text())
        .contains("too small to mean anything");
  }

  @Test
  void a_profile_adds_the_reasons_up_to_the_chance() throws Exception {
    plant(false);
    long student = district.count(
        "select student_id from analytics.fact_risk_scores order by probability desc, 1 limit 1");
    JsonNode chance = JsonMapper.shared()
        .readTree(dana.get("/api/v1/students/" + student).body())
        .path("chance");
    double sum = logit(chance.path("baseProbability").asDouble());
    for (JsonNode reason : chance.path("reasons")) {
      sum += reason.path("contribution").asDouble();
    }
    assertThat(sum).isCloseTo(logit(chance.path("probability").asDouble()), within(1e-6));
    Document page = dana.page("/students/" + student);
    assertThat(page.select("#why").text())
        .contains("exact on the log-odds scale")
        .contains("▲ raises")
        .contains("▼ lowers")
        .contains(PlantedScores.TARGET);
    assertThat(page.select("#why svg.reasons rect")).hasSizeGreaterThanOrEqualTo(6);
    String last = page.select("#why .wide svg.reasons text").eachText().getLast();
    assertThat(last).isEqualTo(Math.round(chance.path("probability").asDouble() * 100) + "%");
  }

  @Test
  void while_a_model_is_on_trial_it_ranks_its_school_and_the_rule_ranks_the_district()
      throws Exception {
    plant(true);
    long school = district.count("select school_id from analytics.fact_risk_scores limit 1");
    assertThat(dana.page("/students").select(".finding").text())
        .contains("Ranked by the indicator rule. A model is on trial");
    assertThat(dana.page("/students?school=" + school).select(".finding").text())
        .contains("is on trial here since");
  }

  @Test
  void nobody_reads_the_chance_of_somebody_elses_student() throws Exception {
    plant(false);
    Visitor rosa = Visitor.signedIn(district, Role.TEACHER);
    JsonNode mine = JsonMapper.shared().readTree(rosa.get("/api/v1/students").body());
    assertThat(mine.path("total").asLong())
        .isLessThan(district.count("select count(*) from analytics.fact_risk_scores"));
    assertThat(rosa.get("/students.csv").body())
        .doesNotContain(district.nameOf(district.othersStudent));
    assertThat(rosa.get("/api/v1/students/" + district.othersStudent).statusCode())
        .isEqualTo(404);
  }

  @Test
  void the_path_shows_every_stretch_of_weeks_in_a_picture_and_a_table() throws Exception {
    long student = district.count(
        "select student_id from analytics.fact_tier_weeks group by 1 order by count(*) desc, 1 limit 1");
    long stretches = district.count(
        "select count(*) from analytics.fact_tier_weeks where student_id = " + student);
    Document page = dana.page("/students/" + student);
    assertThat(page.select("table:has(caption:contains(Weeks with the same signs)) tbody tr"))
        .hasSize((int) stretches);
    assertThat(page.select(".wide svg.path circle")).hasSize((int) stretches);
    assertThat(page.select(".wide svg.path").text()).contains("signs");
  }

  @Test
  void a_ninth_grader_reads_on_track_or_off_track_with_the_reason() throws Exception {
    long student = district.count(
        "select student_id from analytics.fact_ninth_grade where reason is not null order by 1 limit 1");
    Document page = dana.page("/students/" + student);
    assertThat(page.select("section:has(h2:contains(Ninth grade))").text())
        .contains("On track means at least 5 credits")
        .matches(".*(on track|off track|unknown).*");
  }

  private static double logit(double probability) {
    return Math.log(probability / (1 - probability));
  }
}
