package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.nightly.LargerDistrict;
import org.waymark.store.Database;
import tools.jackson.databind.JsonNode;

/// From a first training to a rollback, by the command line alone: who makes the scores, and that
/// they are that model's to the digit. In that order: decisions are kept for ever.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelsInChargeTest {

  private static final String DANA = "dana@maple-valley.example";
  private static final String LENA = "lena@maple-valley.example";
  private static final long SEED = Long.getLong("waymark.kill.seed", System.nanoTime() & 0xffffff);

  @TempDir
  static Path folder;

  private static Path data = Path.of("");
  /// Keeps the server up between the commands.
  private static Database database;

  private static String first = "";
  private static String second = "";
  private static Map<String, String> byFirst = Map.of();
  private static Map<String, String> bySecond = Map.of();
  private static Map<String, String> onTrial = Map.of();

  @BeforeAll
  static void a_district_with_two_people() throws Exception {
    data = LargerDistrict.copyTo(folder);
    database = Database.open(data, null);
    risk(0, "account", "--email", DANA, "--name", "Dana Reyes", "--role", "district");
    risk(
        0,
        "account",
        "--email",
        LENA,
        "--name",
        "Lena Park",
        "--role",
        "school",
        "--school",
        school());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  @Order(1)
  void evaluate_prints_a_proof_of_the_promised_shape_and_keeps_nothing() {
    JsonNode proof = risk(0, "risk", "evaluate", "--json").json();
    assertThat(proof.propertyNames())
        .contains(
            "modelId",
            "released",
            "reason",
            "capacity",
            "flags",
            "seed",
            "dataHash",
            "test",
            "train",
            "model",
            "secondOpinion",
            "rule",
            "bestIndicator",
            "baseline",
            "difference",
            "subgroups",
            "features",
            "dropped",
            "parameters");
    for (String key : List.of("students", "outcomes")) {
      assertThat(proof.path("test").path(key).isIntegralNumber()).as(key).isTrue();
    }
    assertThat(proof.path("test").path("from").asString())
        .isLessThan(proof.path("test").path("to").asString());
    for (String who : List.of("model", "secondOpinion")) {
      for (String key : List.of(
          "auroc",
          "averagePrecision",
          "brier",
          "calibrationError",
          "precisionAtCapacity",
          "recallAtCapacity")) {
        measured(proof.path(who), key);
      }
    }
    for (String who : List.of("rule", "bestIndicator", "baseline")) {
      for (String key :
          List.of("auroc", "averagePrecision", "precisionAtCapacity", "recallAtCapacity")) {
        measured(proof.path(who), key);
      }
    }
    assertThat(proof.path("subgroups").valueStream())
        .allMatch(group -> group.has("hidden") || group.path("students").asLong() >= 10)
        .anyMatch(group -> group.has("hidden"));
    assertThat(proof.path("model").path("curve").size()).isEqualTo(10);
    assertThat(proof.path("rule").path("flagged").path("students").isIntegralNumber())
        .isTrue();
    assertThat(proof.path("difference").path("interval").size()).isEqualTo(2);
    assertThat(proof.path("features").valueStream().map(f -> f.path("name").asString("")))
        .isNotEmpty()
        .noneMatch(name -> name.contains("race") || name.startsWith("is_"));
    assertThat(risk(0, "risk", "list", "--json").json().isEmpty())
        .as("registered")
        .isTrue();
    assertThat(risk(0, "risk", "evaluate").out())
        .contains("Of 100 students that the model flags")
        .contains("Indicator rule")
        .contains("Released: ");
  }

  @Test
  @Order(2)
  void the_same_data_and_seed_give_the_same_model_and_another_seed_another() {
    String id = risk(0, "risk", "evaluate", "--json").json().path("modelId").asString();
    assertThat(risk(0, "risk", "train", "--json").json().path("modelId").asString())
        .isEqualTo(id);
    assertThat(risk(0, "risk", "train").out()).contains(id + " was registered before");
    first = id;
    second =
        risk(0, "risk", "train", "--seed", 2, "--json").json().path("modelId").asString();
    assertThat(second).isNotEqualTo(first);
    assertThat(risk(0, "risk", "list", "--json").json().size()).isEqualTo(2);
    assertThat(risk(0, "risk", "card", first).out())
        .startsWith("# Early-warning model " + first)
        .contains("waits for approval")
        .contains("race and ethnicity, always");
  }

  @Test
  @Order(3)
  void whoever_may_not_decide_and_whatever_may_not_be_is_one_clear_line() {
    assertThat(risk(1, "risk", "promote", first, "--by", DANA).line()).contains("not approved");
    assertThat(risk(1, "risk", "approve", first, "--by", LENA).line())
        .contains("Only a person of the district");
    assertThat(risk(2, "risk", "approve", first, "--by", "nobody@example.org").line())
        .contains("no open account of nobody@example.org");
    String wrong = first.substring(0, 11) + "z";
    assertThat(risk(2, "risk", "approve", wrong, "--by", DANA).line())
        .contains("did you mean " + first + "?");
    assertThat(risk(2, "risk", "card", wrong).line()).contains("did you mean " + first + "?");
    assertThat(risk(1, "risk", "rollback", "--by", DANA).line()).contains("nothing to go back to");
    assertThat(risk(2, "risk", "aprove", first).line()).contains("approve");
    assertThat(scores()).isEmpty();
  }

  /// Pitfall 7: a night that trains nothing still finds the model in charge.
  @Test
  @Order(4)
  void once_promoted_every_student_has_that_models_score_and_the_next_night_gives_the_same() {
    risk(0, "risk", "approve", first, "--by", DANA, "--note", "board of May");
    risk(0, "risk", "approve", second, "--by", DANA);
    Said said = risk(0, "risk", "promote", first, "--by", DANA);
    assertThat(said.out())
        .contains("Dana Reyes put model " + first + " in charge")
        .contains("scored again");
    byFirst = scores();
    assertThat(byFirst)
        .hasSize(1_500)
        .allSatisfy((student, score) -> assertThat(score).contains(first + " champion"));
    risk(0, "run", "--source", folder.resolve("files"));
    assertThat(scores()).as("after a whole night").isEqualTo(byFirst);
  }

  @Test
  @Order(5)
  void a_canary_school_gets_the_challengers_scores_and_all_others_keep_the_champions() {
    assertThat(risk(2, "risk", "canary", second, "--by", DANA, "--school", school() + "x")
            .line())
        .contains("did you mean " + school() + "?");
    assertThat(risk(2, "risk", "canary", second, "--by", DANA).line()).contains("--school");
    risk(0, "risk", "canary", second, "--by", DANA, "--school", school());
    onTrial = scores();
    risk(0, "risk", "promote", second, "--by", DANA);
    bySecond = scores();
    assertThat(bySecond)
        .allSatisfy((student, score) -> assertThat(score).contains(second + " champion"));
    var there = new ArrayList<String>(students(school()));
    assertThat(there).hasSizeBetween(1, 1_499);
    onTrial.forEach((student, score) -> assertThat(score)
        .isEqualTo(
            there.contains(student)
                ? bySecond.getOrDefault(student, "").replace("champion", "canary")
                : byFirst.get(student)));
  }

  @Test
  @Order(6)
  void a_rollback_restores_the_scores_before_to_the_digit() {
    risk(0, "risk", "rollback", "--by", DANA, "--note", "too many calls");
    assertThat(scores()).isEqualTo(onTrial);
    JsonNode ended = risk(0, "risk", "canary", "none", "--by", DANA, "--json").json();
    assertThat(ended.path("champion").asString()).isEqualTo(first);
    assertThat(ended.path("canary").isNull()).isTrue();
    assertThat(scores()).isEqualTo(byFirst);
    risk(0, "risk", "promote", "rule", "--by", DANA);
    assertThat(scores()).as("the rule gives no chances").isEmpty();
    assertThat(risk(0, "risk", "list").out())
        .contains("Dana Reyes put the indicator rule in charge");
  }

  @Test
  @Order(7)
  void a_decision_for_later_leaves_the_scores_until_they_are_made_again() {
    risk(0, "risk", "promote", first, "--by", DANA, "--later");
    assertThat(scores()).isEmpty();
    assertThat(risk(0, "risk", "score").out()).contains("scored again");
    assertThat(scores()).isEqualTo(byFirst);
  }

  @Test
  @Order(8)
  void killed_anywhere_a_rescoring_leaves_one_models_scores_whole() throws Exception {
    var random = new Random(SEED);
    long start = System.nanoTime();
    score(true, 600_000);
    long whole = (System.nanoTime() - start) / 1_000_000;
    String charge = first;
    for (int i = 0; i < 5; i++) {
      charge = charge.equals(first) ? second : first;
      risk(0, "risk", "promote", charge, "--by", DANA, "--later");
      long after = (long) (whole * (0.3 + 0.7 * random.nextDouble()));
      score(false, after);
      assertThat(scores())
          .as("seed %s, killed after %s ms of %s", SEED, after, whole)
          .isIn(byFirst, bySecond);
    }
    score(true, 600_000);
    assertThat(scores()).isEqualTo(charge.equals(first) ? byFirst : bySecond);
    assertThat(Files.list(data.resolve("snapshots")).map(Path::toString))
        .allMatch(file -> file.endsWith(".duckdb"));
  }

  @Test
  @Order(9)
  void without_a_run_there_is_nothing_to_learn_from_or_to_score() {
    Path empty = folder.resolve("empty");
    assertThat(Said.by("risk", "evaluate", "--data", empty).expecting(2).line())
        .contains("./waymark run");
    assertThat(Said.by("risk", "score", "--data", empty).expecting(1).line())
        .contains("Nothing is published");
  }

  private static void score(boolean toTheEnd, long millis) throws Exception {
    try (Child child = Child.start(Map.of(), "risk", "score", "--data", data)) {
      if (toTheEnd) {
        child.ended().expecting(0);
      } else {
        child.waited(millis);
        child.kill();
      }
    }
  }

  private static void measured(JsonNode contender, String key) {
    double value = contender.path(key).asDouble(Double.NaN);
    JsonNode interval = contender.path("intervals").path(key);
    assertThat(value).as(key).isBetween(0.0, 1.0);
    assertThat(interval.size()).as("interval of " + key).isEqualTo(2);
    assertThat(interval.get(0).asDouble()).isLessThanOrEqualTo(interval.get(1).asDouble());
  }

  /// The smallest school, by its id in the roster.
  private static String school() {
    return texts(
            "select d.source_id as one from analytics.dim_schools d join analytics.fact_indicators i using (school_id)"
                + " group by d.source_id order by count(*), d.source_id limit 1")
        .getFirst();
  }

  private static List<String> students(String school) {
    return texts(
        "select i.student_id as one from analytics.fact_indicators i join analytics.dim_schools d using (school_id)"
            + " where d.source_id = '" + school + "'");
  }

  /// Every student's score, with all its digits.
  private static Map<String, String> scores() {
    var scores = new TreeMap<String, String>();
    risk(
            0,
            "sql",
            "--json",
            "select s.student_id, s.model_id || ' ' || s.duty || ' ' || coalesce(s.probability::text, s.unknown_reason) || ' '"
                + " || coalesce(s.second_opinion::text, '') || ' ' || s.band || ' ' || coalesce(r.reasons, '') as score"
                + " from analytics.fact_risk_scores s left join (select student_id, string_agg(feature || contribution, ',' order by position) as reasons"
                + "   from analytics.fact_risk_reasons group by student_id) r using (student_id)")
        .json()
        .forEach(row ->
            scores.put(row.path("student_id").asString(), row.path("score").asString()));
    return scores;
  }

  private static List<String> texts(String sql) {
    return risk(0, "sql", "--json", sql)
        .json()
        .valueStream()
        .map(row -> row.path("one").asString())
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }

  private static Said risk(int code, Object... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data));
    return Said.by(all.toArray()).expecting(code);
  }
}
