package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.nightly.LargerDistrict;
import org.waymark.risk.RiskTraining;
import org.waymark.risk.TrainingPlan;
import org.waymark.risk.TrainingResult;
import org.waymark.store.ModelRegistry;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.proof.ProofReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The model's pages as the district, a principal and a teacher read them, from no model at all
/// to a rollback. In that order: decisions are kept for ever.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelPagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TrainingPlan QUARTER = new TrainingPlan(1, 0.25, Set.of());
  private static final String SECOND = "omar@maplevalley.example";

  @TempDir
  static Path work;

  private static MapleValley district;
  private static Visitor dana;
  private static Visitor lena;
  private static Visitor rosa;
  private static ModelRegistry registry;
  private static Path snapshot = Path.of("");
  private static String good = "";
  private static String weak = "";
  private static JsonNode proof = JSON.nullNode();

  @BeforeAll
  static void open() throws Exception {
    Path data = LargerDistrict.copyTo(work);
    district = MapleValley.at(data);
    snapshot = data.resolve("snapshots").resolve(district.runId + ".duckdb");
    registry = district.database.models(MapleValley.TENANT);
    dana = Visitor.signedIn(district, Role.DISTRICT);
    lena = Visitor.signedIn(district, Role.SCHOOL);
    rosa = Visitor.signedIn(district, Role.TEACHER);
  }

  @AfterAll
  static void close() {
    district.close();
  }

  @Test
  @Order(1)
  void without_a_model_the_rule_is_in_charge_and_the_page_says_how_to_train_one() throws Exception {
    Document page = dana.page("/model");
    assertThat(page.select("h1").text())
        .isEqualTo("The indicator rule makes the list; no model has been trained");
    assertThat(page.select("main").text())
        .contains("./waymark risk train")
        .contains("It has from the start")
        .doesNotContain("null");
    assertThat(page.select("nav.tabs a[aria-current=page]").text()).isEqualTo("The model");
    assertThat(lena.page("/model").select("main").text()).doesNotContain("./waymark risk train");
    assertThat(rosa.page("/model").select("h1").text())
        .contains("warning signs that are the same for every student");
    assertThat(dana.page("/models").select("main").text()).contains("Train the first one");
  }

  @Test
  @Order(2)
  void a_training_that_gave_no_model_is_told_with_its_reason() throws Exception {
    TrainingResult none = learn(QUARTER, "delete from risk.outcome");
    String reason = ((TrainingResult.Refused) none).reason();
    registry.refuse("command line", district.runId, reason);
    assertThat(dana.page("/model").select(".notice.watch").text()).contains(reason);
    good = register(learn(QUARTER));
    proof = JSON.readTree(registry.model(good).proof());
    assertThat(proof.path("released").asBoolean()).isTrue();
    assertThat(dana.page("/model").select("main").text())
        .as("a later training gave a model")
        .doesNotContain(reason);
  }

  @Test
  @Order(3)
  void a_model_that_did_not_beat_the_rule_is_shown_and_cannot_be_approved() throws Exception {
    weak = register(learn(new TrainingPlan(1, 0.10, Set.of())));
    assertThat(dana.page("/model").select("h1").text())
        .isEqualTo("The indicator rule stays in charge: the newest model did not beat it");
    Document card = dana.page("/models/" + weak);
    assertThat(card.select(".notice.watch").text()).contains("Nobody can approve it");
    assertThat(card.select("form.decision")).isEmpty();
    assertThat(post(dana, "/models/" + weak + "/approve", "")
            .select(".notice.info")
            .text())
        .contains("did not beat the indicator rule")
        .contains("stays in charge");
    assertThat(registry.model(weak).isApproved()).isFalse();
  }

  @Test
  @Order(4)
  void the_proof_stands_beside_the_rule_with_intervals_and_the_counts_behind_it() throws Exception {
    Document page = dana.page("/models/" + good);
    assertThat(page.select("h1").text()).isEqualTo(finding("this model"));
    Elements table = page.select("table:has(caption:contains(beside the rule))");
    assertThat(table.select("tbody th").eachText())
        .containsExactly(
            "Model",
            "Second opinion (logistic regression)",
            "Indicator rule",
            "Best single indicator: "
                + proof.path("bestIndicator").path("name").asString().replace('_', ' '),
            "School mean");
    JsonNode precision = precision("model");
    assertThat(table.select("tbody tr:first-child").text())
        .contains(percent(precision.path("precisionAtCapacity").asDouble()))
        .contains("%.1f–%.1f%%"
            .formatted(
                100
                    * precision
                        .path("intervals")
                        .path("precisionAtCapacity")
                        .get(0)
                        .asDouble(),
                100
                    * precision
                        .path("intervals")
                        .path("precisionAtCapacity")
                        .get(1)
                        .asDouble()));
    assertThat(page.select("svg.dots")).isNotEmpty();
    assertThat(page.select("svg.calibration")).isNotEmpty();
    assertThat(page.select("table:has(caption:contains(Expected and seen)) tbody tr"))
        .hasSize(10);
  }

  @Test
  @Order(5)
  void small_groups_are_hidden_and_what_would_tell_them() throws Exception {
    List<JsonNode> small = group(g -> g.path("isSmall").asBoolean());
    assertThat(small).as("the district has one group of fewer than 10").hasSize(1);
    String key = small.getFirst().path("group").asString();
    assertThat(key).isEqualTo("race:pacific_islander");
    assertThat(group(g -> g.has("hidden")))
        .as("kept without figures, for whoever reads the ledger by SQL")
        .hasSize(2)
        .allSatisfy(hidden -> assertThat(hidden.propertyNames())
            .containsExactlyInAnyOrder("group", "isSmall", "hidden"));
    Elements groups = dana.page("/models/" + good).select("#groups");
    assertThat(row(groups, "Pacific Islander").text()).contains("n < 10").doesNotContain("%");
    assertThat(row(groups, "American Indian").text())
        .as("of all others the small one would follow")
        .contains("hidden so that")
        .doesNotContain("%");
    assertThat(row(groups, "White").text()).contains("%");
    JsonNode answer = JSON.readTree(dana.get("/api/v1/risk/models").body());
    for (JsonNode told : answer.path("models").get(0).path("proof").path("groups")) {
      boolean isHidden = !told.path("hidden").asString("").isEmpty();
      assertThat(told.path("students").isNull())
          .as(told.path("key").asString())
          .isEqualTo(isHidden);
      assertThat(told.path("missed").path("value").isNull() || !isHidden).isTrue();
    }
  }

  @Test
  @Order(5)
  void a_label_planted_against_one_group_is_said_first_on_the_page() throws Exception {
    assertThat(dana.page("/models/" + good).select("#groups .notice.watch").text())
        .doesNotContain("English learners: missed");
    String biased = register(learn(QUARTER, """
        update risk.outcome set is_in_trouble = true, is_failing = true
        where student_key % 2 = 0 and student_key in (
          select student_key from warehouse.student_subgroup where subgroup = 'ell')
        """));
    assertThat(biased).isNotEqualTo(good);
    Elements groups = dana.page("/models/" + biased).select("#groups");
    assertThat(groups.select(".notice.watch").text())
        .contains("English learners: missed more often than all others");
    assertThat(row(groups, "English learners").text()).contains("look here");
    assertThat(lena.get("/models/" + biased + ".md").body())
        .contains("**English learners: missed more often than all others");
  }

  @Test
  @Order(6)
  void approval_needs_a_person_of_the_district_and_is_kept_by_name() throws Exception {
    assertThat(lena.page("/models/" + good).select("form.decision")).isEmpty();
    Document card = post(dana, "/models/" + good + "/approve", "&note=board+of+May");
    assertThat(card.select(".notice.info").text()).contains("You approved model " + good);
    assertThat(card.select("main").text())
        .contains("Approved by Dana Reyes")
        .contains("board of May");
    assertThat(card.select("form[action$=/approve]")).isEmpty();
    assertThat(card.select("form[action$=/promote], form[action$=/canary]")).hasSize(2);
    assertThat(dana.page("/model").select("main").text())
        .contains("The indicator rule makes the list");
  }

  @Test
  @Order(7)
  void once_in_charge_the_page_says_since_when_and_what_has_not_reached_the_scores()
      throws Exception {
    Document card = post(dana, "/models/" + good + "/promote", seen());
    assertThat(card.select(".notice.info").text())
        .contains("You put model " + good + " in charge")
        .contains("./waymark risk score");
    Document page = dana.page("/model");
    assertThat(page.select("h1").text()).isEqualTo(finding("the model"));
    assertThat(page.select("main").text())
        .contains("Model " + good + " orders the list")
        .contains("decided by Dana Reyes (District leader)")
        .contains("The scores on the pages are still those from before");
    district.execute(
        "update ledger.run set risk_deployment_id = (select max(deployment_id) from ledger.risk_deployment)");
    assertThat(dana.page("/model").select("main").text()).doesNotContain("still those from before");
    assertThat(rosa.page("/model").select("main").text())
        .contains("Of 100 students that it flags, %d had trouble".formatted(right("model")))
        .contains("%d did not".formatted(100 - right("model")))
        .contains("never looks at race");
  }

  @Test
  @Order(8)
  void the_second_of_two_who_decide_reads_what_the_first_decided() throws Exception {
    new Accounts(district.database.owner())
        .open(new Accounts.NewAccount(
            MapleValley.TENANT,
            SECOND,
            "Omar Haddad",
            MapleValley.PASSWORD,
            Person.Role.DISTRICT,
            List.of(),
            null));
    Visitor omar = new Visitor(district.base());
    assertThat(omar.signIn(SECOND, MapleValley.PASSWORD).statusCode()).isEqualTo(302);
    String before = seen();
    Document first = post(omar, "/models/rule", before + "&note=too+many+calls");
    assertThat(first.select(".notice.info").text())
        .contains("You put the indicator rule in charge");
    Document second = post(dana, "/models/rollback", before);
    assertThat(second.select(".notice.info").text())
        .contains("Omar Haddad put the indicator rule in charge")
        .contains("Nothing was changed");
    assertThat(second
            .select("table:has(caption:contains(Decisions)) tbody tr:first-child")
            .text())
        .contains("Omar Haddad")
        .contains("too many calls");
    assertThat(registry.decisions()).hasSize(2);
  }

  @Test
  @Order(9)
  void a_trial_names_its_schools_and_a_rollback_goes_back_to_what_was_before() throws Exception {
    Document none = post(dana, "/models/" + good + "/canary", seen());
    assertThat(none.select(".notice.info").text()).contains("choose at least one school");
    post(dana, "/models/" + good + "/canary", seen() + "&school=" + district.ownSchool);
    String school = one(
        "select school_name from analytics.dim_schools where school_id = " + district.ownSchool);
    assertThat(dana.page("/model").select("main").text())
        .contains("on trial at " + school)
        .contains("The indicator rule makes the list");
    Document back = post(dana, "/models/rollback", seen());
    assertThat(back.select(".notice.info").text()).contains("You went back to the indicator rule");
    assertThat(back.select("main").text()).doesNotContain("on trial at " + school);
  }

  @Test
  @Order(10)
  void a_card_can_be_taken_away_and_machines_read_the_same() throws Exception {
    HttpResponse<String> card = lena.get("/models/" + good + ".md");
    assertThat(card.headers().firstValue("Content-Type").orElse("")).startsWith("text/markdown");
    assertThat(card.body())
        .startsWith("# Early-warning model " + good)
        .contains("Approved by Dana Reyes")
        .contains("race and ethnicity, always");
    JsonNode model = JSON.readTree(lena.get("/api/v1/risk/model").body());
    assertThat(model.path("charge").path("isRule").asBoolean()).isTrue();
    JsonNode models = JSON.readTree(lena.get("/api/v1/risk/models").body());
    assertThat(models.path("models")).hasSize(3);
    assertThat(models.path("decisions")).hasSize(4);
    assertThat(lena.get("/models/000000000000").statusCode()).isEqualTo(404);
    assertThat(rosa.get("/models/" + good).statusCode()).isEqualTo(404);
  }

  private static TrainingResult learn(TrainingPlan plan, String... planted) throws Exception {
    Path copy =
        Files.copy(snapshot, Files.createTempDirectory(work, "learn").resolve("copy.duckdb"));
    try (var engine = DuckDbSqlEngine.open(copy, 1_000)) {
      for (String sql : planted) {
        engine.execute(sql);
      }
      return RiskTraining.train(engine, plan);
    }
  }

  private static String register(TrainingResult result) {
    var trained = (TrainingResult.Trained) result;
    registry.register(new ModelRegistry.NewModel(
        trained.model().modelId(),
        "command line",
        district.runId,
        trained.proof().dataHash(),
        "[]",
        "{}",
        ProofReader.masked(trained.proof().json()),
        trained.proof().releaseReason(),
        trained.model().bytes()));
    return trained.model().modelId();
  }

  private static JsonNode precision(String who) {
    return proof.path(who);
  }

  private static long right(String who) {
    return Math.round(100 * proof.path(who).path("precisionAtCapacity").asDouble());
  }

  private static String finding(String model) {
    return "Of 100 students that %s flags, %d had trouble in the next period; of 100 that the rule flags, %d"
        .formatted(model, right("model"), right("rule"));
  }

  private static String percent(double share) {
    return String.format(Locale.US, "%.1f%%", 100 * share);
  }

  private static List<JsonNode> group(Predicate<JsonNode> which) {
    return proof.path("subgroups").valueStream().filter(which).toList();
  }

  private static Element row(Elements table, String group) {
    return table.select("tbody tr").stream()
        .filter(row -> row.select("th")
            .text()
            .toLowerCase(Locale.ROOT)
            .startsWith(group.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row of " + group));
  }

  private static Document post(Visitor visitor, String path, String form) throws Exception {
    HttpResponse<String> answer =
        visitor.post(path, "_csrf=" + Visitor.encoded(visitor.token("/")) + form);
    assertThat(answer.statusCode()).as(path).isEqualTo(303);
    return visitor.page(answer.headers().firstValue("Location").orElseThrow());
  }

  private static String seen() {
    return "&seen="
        + registry.current().map(d -> Long.toString(d.deploymentId())).orElse("");
  }

  private static String one(String sql) throws Exception {
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
