package org.waymark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.store.ModelDecisions.Decider;

/// Who may decide what about models, at the table and in the database. Ana decides for Maple
/// Valley; Ben leads Alder, Tess teaches, Cleo leads another district.
class ModelRegistryTest {

  @TempDir
  static Path folder;

  private static Database database;
  private static ModelRegistry registry;

  private String good = "";
  private String better = "";
  private String weak = "";

  @BeforeAll
  static void a_district() throws SQLException, IOException {
    database = Database.open(folder.resolve("data"), null);
    MapleValley.people(database);
    try (var duckDb = MapleValley.snapshot(folder.resolve("snapshot.duckdb"))) {
      MapleValley.publish(duckDb, database, MapleValley.TENANT, "r1", folder.resolve("scratch"));
    }
    MapleValley.execute(
        database,
        "create table analytics.dim_schools (school_id bigint, tenant_id text);"
            + " alter table analytics.dim_schools enable row level security;"
            + " insert into analytics.dim_schools values (1, 'maple-valley'), (2, 'maple-valley'), (3, 'cedar-falls')");
    registry = database.models(MapleValley.TENANT);
  }

  @BeforeEach
  void two_good_models_and_a_weak_one() throws SQLException {
    MapleValley.execute(database, """
        delete from ledger.risk_deployment;
        delete from ledger.risk_approval;
        delete from ledger.risk_model;
        update ledger.person set display_name = 'Ana' where person_id = 'ana'
        """);
    good = register("good", true);
    better = register("better", true);
    weak = register("weak", false);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void before_the_first_decision_the_rule_is_in_charge() {
    assertThat(registry.current()).isEmpty();
    assertThat(registry.duties()).isEqualTo(ModelRegistry.Duties.RULE_ALONE);
    assertThat(registry.model(good).status(null)).isEqualTo(RegisteredModel.Status.WAITING);
    assertThat(registry.model(weak).status(null)).isEqualTo(RegisteredModel.Status.NOT_RELEASED);
    assertThatThrownBy(() -> by("ana").rollback()).hasMessageContaining("nothing to go back to");
  }

  @Test
  void the_same_model_is_kept_once() {
    int before = registry.models().size();
    assertThat(registry.register(newModel("good", true))).isFalse();
    assertThat(registry.models()).hasSize(before);
  }

  @Test
  void a_model_that_did_not_beat_the_rule_is_not_approved_and_an_unapproved_one_makes_no_scores() {
    assertThatThrownBy(() -> by("ana").approve(weak))
        .isInstanceOf(ModelRegistry.Refused.class)
        .hasMessageContaining("did not beat the indicator rule")
        .hasMessageContaining("stays in charge");
    assertThatThrownBy(() -> by("ana").promote(good)).hasMessageContaining("not approved");
    assertThatThrownBy(() -> by("ana").canary(good, List.of(1L)))
        .hasMessageContaining("not approved");
    assertThat(registry.current()).isEmpty();
  }

  @Test
  void an_approval_keeps_the_name_and_the_role_that_the_person_had() throws SQLException {
    assertThat(by("ana").approve(good)).isTrue();
    assertThat(by("ana").approve(good)).as("said twice").isFalse();
    MapleValley.execute(
        database, "update ledger.person set display_name = 'Ana Married' where person_id = 'ana'");
    assertThat(registry.model(good).approvals()).singleElement().satisfies(approval -> {
      assertThat(approval.personName()).isEqualTo("Ana");
      assertThat(approval.personRole()).isEqualTo("district");
    });
  }

  @Test
  void a_canary_school_gets_the_challenger_and_promotion_ends_its_trial() {
    by("ana").approve(good);
    by("ana").approve(better);
    by("ana").promote(good);
    by("ana").canary(better, List.of(2L, 1L, 2L));
    var duties = registry.duties();
    assertThat(duties.models())
        .extracting(m -> m.modelId() + " " + m.duty() + " " + m.schoolId())
        .containsExactly(good + " champion null", better + " canary 1", better + " canary 2");
    assertThat(new String(duties.models().getLast().artifact(), StandardCharsets.UTF_8))
        .isEqualTo("better");
    assertThat(registry.model(better).status(registry.current().orElseThrow()))
        .isEqualTo(RegisteredModel.Status.CANARY);
    by("ana").promote(better);
    assertThat(registry.duties().models())
        .extracting(m -> m.modelId() + " " + m.duty())
        .containsExactly(better + " champion");
  }

  @Test
  void a_rollback_is_a_new_row_that_equals_the_one_before() {
    by("ana").approve(good);
    by("ana").approve(better);
    by("ana").promote(good);
    by("ana").canary(better, List.of(2L));
    by("ana").promote(better);
    ModelDeployment back = by("ana").rollback();
    assertThat(back.championModelId()).isEqualTo(good);
    assertThat(back.canaryModelId()).isEqualTo(better);
    assertThat(back.canarySchoolIds()).containsExactly(2L);
    assertThat(registry.decisions())
        .extracting(ModelDeployment::kind)
        .containsExactly("rollback", "promote", "canary", "promote");
    assertThat(by("ana").rollback().championModelId()).as("and back again").isEqualTo(better);
  }

  @Test
  void the_first_decision_rolls_back_to_the_rule() {
    by("ana").approve(good);
    by("ana").promote(good);
    assertThat(by("ana").rollback().isRule()).isTrue();
    assertThat(registry.duties().models()).isEmpty();
    assertThatThrownBy(() -> by("ana").promote(ModelDecisions.RULE))
        .hasMessageContaining("in charge already");
  }

  @Test
  void who_looked_before_somebody_else_decided_is_told_what_was_decided() {
    by("ana").approve(good);
    by("ana").approve(better);
    Decider early = new Decider("ana", null, "");
    by("ana").promote(good);
    Decider late = new Decider("ana", registry.current().orElseThrow().deploymentId(), "");
    registry.decisionsOf(late).promote(better);
    for (Decider stale : List.of(early, late)) {
      assertThatThrownBy(() -> registry.decisionsOf(stale).promote(good))
          .isInstanceOf(ModelRegistry.Refused.class)
          .hasMessageContaining("Ana put model " + better + " in charge")
          .hasMessageContaining("Nothing was changed");
    }
    assertThat(registry.decisions()).hasSize(2);
  }

  @Test
  void of_many_who_decide_at_the_same_moment_one_does() throws Exception {
    by("ana").approve(good);
    var start = new CountDownLatch(1);
    try (var people = Executors.newFixedThreadPool(4)) {
      var tries = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 4; i++) {
        tries.add(people.submit(() -> {
          start.await();
          try {
            database
                .models(MapleValley.TENANT)
                .decisionsOf(new Decider("ana", null, ""))
                .promote(good);
            return true;
          } catch (ModelRegistry.Refused overtaken) {
            return false;
          }
        }));
      }
      start.countDown();
      long decided = 0;
      for (Future<Boolean> one : tries) {
        decided += one.get() ? 1 : 0;
      }
      assertThat(decided).isEqualTo(1);
    }
    assertThat(registry.decisions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ben", "tess", "cleo", "ned", "old", "late", "eve"})
  void only_a_person_of_the_district_decides_even_for_the_command_line(String person) {
    by("ana").approve(good);
    assertThatThrownBy(() -> by(person).approve(good))
        .isInstanceOf(ModelRegistry.Refused.class)
        .hasMessageContaining("Only a person of the district");
    assertThatThrownBy(() -> by(person).promote(good))
        .hasMessageContaining("Only a person of the district");
    assertThat(registry.current()).isEmpty();
  }

  @Test
  void an_id_that_is_nobodys_is_answered_with_the_nearest() {
    String mistyped = good.substring(0, 10) + "zz";
    assertThatThrownBy(() -> by("ana").promote(mistyped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no model " + mistyped + "; did you mean " + good + "?");
    assertThatThrownBy(() -> database.models(MapleValley.OTHER).model(good))
        .hasMessageContaining("none is registered yet");
    by("ana").approve(good);
    assertThatThrownBy(() -> by("ana").canary(good, List.of(3L)))
        .as("a school of another district")
        .hasMessageContaining("There is no school 3");
  }

  /// Direct SQL as the login of the pages, with the person that the pages would set.
  @Test
  void the_database_itself_refuses_whatever_sql_the_pages_login_writes() throws SQLException {
    by("ana").approve(good);
    String approve =
        "insert into ledger.risk_approval (tenant_id, model_id, person_id) values ('%s', '%s', '%s')";
    String deploy =
        "insert into ledger.risk_deployment (tenant_id, kind, champion_model_id, decided_by)"
            + " values ('%s', 'promote', '%s', '%s')";
    refused("ana", approve.formatted("maple-valley", weak, "ana"), "did not beat");
    refused(
        "ana", approve.formatted("maple-valley", better, "ben"), "Only a person of the district");
    refused("ana", approve.formatted("cedar-falls", better, "cleo"), "did not beat");
    refused(
        "ben", approve.formatted("maple-valley", better, "ben"), "Only a person of the district");
    refused("ben", approve.formatted("maple-valley", better, "ana"), "row-level security");
    refused("tess", deploy.formatted("maple-valley", good, "ana"), "row-level security");
    refused("ana", deploy.formatted("maple-valley", better, "ana"), "not approved");
    refused("ana", deploy.formatted("maple-valley", "0123456789ab", "ana"), "not approved");
    refused(
        "ana",
        "insert into ledger.risk_deployment (tenant_id, kind, canary_model_id, decided_by)"
            + " values ('maple-valley', 'canary', '" + good + "', 'ana')",
        "check constraint");
    for (String sql : List.of(
        "update ledger.risk_model set proof = '{}'",
        "delete from ledger.risk_model",
        "update ledger.risk_approval set note = 'x'",
        "delete from ledger.risk_approval",
        "update ledger.risk_deployment set champion_model_id = null",
        "delete from ledger.risk_deployment",
        "truncate ledger.risk_deployment",
        "select artifact from ledger.risk_model",
        "select access.require_decider('ana', 'maple-valley')",
        "insert into ledger.risk_approval (tenant_id, model_id, person_id, person_name) values ('maple-valley', '"
            + better + "', 'ana', 'Somebody Else')",
        "insert into ledger.risk_model (tenant_id, model_id, trained_by, run_id, data_hash, features, parameters, proof, artifact, release_reason)"
            + " values ('maple-valley', '000000000000', 'x', 'x', 'x', '[]', '{}', '{}', '', 'x')")) {
      refused("ana", sql, "permission denied");
    }
    assertThat(registry.models()).hasSize(3);
    assertThat(registry.decisions()).isEmpty();
  }

  @Test
  void the_proof_is_read_by_everybody_of_the_district_and_by_nobody_else() throws SQLException {
    by("ana").approve(good);
    String question =
        "select (select count(*) from ledger.risk_model) || ' ' || (select count(*) from ledger.risk_approval)";
    for (String person : List.of("ana", "ben", "tess", "cleo", "old")) {
      String expected = List.of("cleo", "old").contains(person) ? "0 0" : "3 1";
      try (Connection web = database.web().getConnection()) {
        web.setAutoCommit(false);
        MapleValley.ask(web, "select access.enter('" + person + "')");
        assertThat(MapleValley.ask(web, question)).as(person).isEqualTo(expected);
      }
    }
  }

  @Test
  void bytes_that_do_not_fit_the_id_are_not_kept() {
    var model = newModel("good", true);
    var forged = new ModelRegistry.NewModel(
        model.modelId(),
        "x",
        "r1",
        "h",
        "[]",
        "{}",
        model.proof(),
        "x",
        "other".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> database.models(MapleValley.OTHER).register(forged))
        .hasMessageContaining("check constraint");
  }

  private void refused(String person, String sql, String because) throws SQLException {
    try (Connection web = database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      MapleValley.ask(web, "select set_config('waymark.person', '" + person + "', true)");
      assertThatThrownBy(() -> statement.execute(sql))
          .as(person + ": " + sql)
          .hasMessageContaining(because);
      web.rollback();
    }
  }

  private ModelDecisions by(String person) {
    @Nullable Long seen = registry.current().map(ModelDeployment::deploymentId).orElse(null);
    return registry.decisionsOf(new Decider(person, seen, ""));
  }

  private String register(String text, boolean released) {
    var model = newModel(text, released);
    assertThat(registry.register(model)).isTrue();
    return model.modelId();
  }

  private static ModelRegistry.NewModel newModel(String text, boolean released) {
    byte[] artifact = text.getBytes(StandardCharsets.UTF_8);
    return new ModelRegistry.NewModel(
        id(artifact),
        "command line",
        "r1",
        "hash",
        "[]",
        "{}",
        "{\"released\": " + released + "}",
        released ? "beats the rule" : "no better than the rule",
        artifact);
  }

  private static String id(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
