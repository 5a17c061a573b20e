package org.waymark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every person × every kind of table × every way in: as a page, as a page that wears the
/// narrow role, and as a login of the person's own.
class WhoSeesWhatTest {

  @TempDir
  static Path folder;

  private static Database database;

  @BeforeAll
  static void two_districts_are_published() throws SQLException, IOException {
    database = Database.open(folder.resolve("data"), null);
    MapleValley.people(database);
    try (var duckDb = MapleValley.snapshot(folder.resolve("snapshot.duckdb"))) {
      MapleValley.publish(duckDb, database, MapleValley.TENANT, "r1", folder.resolve("scratch"));
      MapleValley.publish(duckDb, database, MapleValley.OTHER, "r1", folder.resolve("scratch"));
    }
    MapleValley.execute(database, """
        insert into ledger.run (run_id, tenant_id, status) values ('r1', 'maple-valley', 'published'), ('c1', 'cedar-falls', 'published');
        insert into ledger.run_quarantine (run_id, tenant_id, file_key, reason) values ('r1', 'maple-valley', 1, 'x'), ('c1', 'cedar-falls', 1, 'x')""");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /// Rows in: everyone, student, school, district; runs and set-aside rows of the ledger; and
  /// why.
  private static final String STAFF_MEETING = """
      person | everyone | students        | schools | district | runs | quarantine | because
      ana    | 2        | 101,102,102,103 | 1,2     | 1        | 1    | 1          | leads the district
      ben    | 2        | 101             | 1       | 0        | 1    | 0          | leads Alder; Mari has left it
      bea    | 2        | 102,102,103     | 2       | 0        | 1    | 0          | leads Birch; Mari came with her past
      tess   | 2        | 101,103         | none    | 0        | 1    | 0          | teaches Omar and Noor
      ned    | 2        | none            | none    | 0        | 1    | 0          | his only grant is of another district
      late   | 2        | none            | none    | 0        | 1    | 0          | the grant has ended
      old    | 0        | none            | none    | 0        | 0    | 0          | the account is closed
      cleo   | 2        | 101,102,102,103 | 1,2     | 1        | 1    | 1          | leads Cedar Falls, and sees only that
      eve    | 0        | none            | none    | 0        | 0    | 0          | nobody knows her
      ''     | 0        | none            | none    | 0        | 0    | 0          | nobody asked
      """;

  private static final String QUESTION = """
      select (select count(*) from analytics.dim_everyone)
        || ' | ' || (select coalesce(string_agg(student_id::text, ',' order by student_id), 'none') from analytics.fact_student)
        || ' | ' || (select coalesce(string_agg(school_id::text, ',' order by school_id), 'none') from analytics.fact_school)
        || ' | ' || (select count(*) from analytics.fact_district)
        || ' | ' || (select count(*) from ledger.run)
        || ' | ' || (select count(*) from ledger.run_quarantine) as seen""";

  private static String expected(String... cells) {
    return String.join(" | ", cells);
  }

  @ParameterizedTest(name = "{0}: {7}")
  @CsvSource(textBlock = STAFF_MEETING, delimiter = '|', useHeadersInDisplayName = true)
  void a_page_shows_what_the_person_may_see(
      String person,
      String everyone,
      String students,
      String schools,
      String district,
      String runs,
      String quarantine)
      throws SQLException {
    String expected = expected(everyone, students, schools, district, runs, quarantine);
    try (Connection web = database.web().getConnection()) {
      web.setAutoCommit(false);
      MapleValley.ask(web, "select set_config('waymark.person', '" + person + "', true)");
      assertThat(MapleValley.ask(web, QUESTION)).isEqualTo(expected);
      web.rollback();
      MapleValley.ask(web, "select access.enter('" + person + "')");
      assertThat(MapleValley.ask(web, QUESTION)).isEqualTo(expected);
      web.rollback();
      assertThat(MapleValley.ask(web, QUESTION))
          .as("the next transaction is nobody's")
          .isEqualTo("0 | none | none | 0 | 0 | 0");
    }
  }

  @ParameterizedTest(name = "{0}: {7}")
  @CsvSource(textBlock = STAFF_MEETING, delimiter = '|', useHeadersInDisplayName = true)
  void a_login_shows_the_same(
      String person,
      String everyone,
      String students,
      String schools,
      String district,
      String runs,
      String quarantine)
      throws SQLException {
    if (List.of("old", "eve", "").contains(person)) {
      assertThatThrownBy(() -> database.personLogin().query(person, QUESTION))
          .hasMessageContaining("No open account");
    } else {
      assertThat(database.personLogin().query(person, QUESTION).rows())
          .isEqualTo(List.of(
              Map.of("seen", expected(everyone, students, schools, district, runs, quarantine))));
    }
  }

  @Test
  void a_teacher_who_wears_the_narrow_role_of_a_district_person_gains_nothing()
      throws SQLException {
    try (Connection web = database.web().getConnection()) {
      web.setAutoCommit(false);
      MapleValley.ask(web, "select set_config('waymark.person', 'tess', true)");
      web.createStatement().execute("set local role waymark_narrow");
      assertThat(MapleValley.ask(web, "select count(*) from analytics.fact_student"))
          .isEqualTo("2");
      MapleValley.ask(web, "select set_config('waymark.person', 'ana', true)");
      assertThat(MapleValley.ask(web, "select count(*) from analytics.fact_student"))
          .isEqualTo("0");
    }
  }

  @ParameterizedTest(name = "{0}: {7}")
  @CsvSource(textBlock = STAFF_MEETING, delimiter = '|', useHeadersInDisplayName = true)
  void a_page_about_one_student_shows_that_student_where_the_person_may_see_it_and_nobody_else(
      String person, String everyone, String students) throws SQLException {
    String seen = "select coalesce(string_agg(distinct student_id::text, ','), 'none')"
        + " from analytics.fact_student";
    try (Connection web = database.web().getConnection();
        Connection owner = database.open()) {
      web.setAutoCommit(false);
      MapleValley.ask(web, "select access.enter('" + person + "')");
      List<String> all = List.of(MapleValley.ask(web, seen).split(","));
      web.rollback();
      String everybody = MapleValley.ask(
          owner, "select string_agg(distinct student_id::text, ',') from analytics.fact_student");
      for (String student : everybody.split(",")) {
        MapleValley.ask(web, "select access.enter_about('" + person + "', " + student + ")");
        String shown = MapleValley.ask(web, seen + " where student_id = " + student);
        assertThat(shown).as(student).isEqualTo(all.contains(student) ? student : "none");
        String list =
            MapleValley.ask(web, "select coalesce(access.visible_student_ids()::text, '')");
        assertThat(list).isIn("{}", "{" + student + "}");
        web.rollback();
      }
    }
  }

  @Test
  void whom_a_page_sees_is_kept_for_its_person_and_its_transaction_alone() throws SQLException {
    String seen = "select count(*) from analytics.fact_student";
    try (Connection web = database.web().getConnection()) {
      web.setAutoCommit(false);
      MapleValley.ask(web, "select access.enter('tess')");
      assertThat(MapleValley.ask(web, seen)).isEqualTo("2");
      assertThat(MapleValley.ask(web, "select current_setting('waymark.students')"))
          .startsWith("tess|{");
      // somebody else in the same transaction: the list of the first one is nothing to them
      MapleValley.ask(web, "select set_config('waymark.person', 'ana', true)");
      assertThat(MapleValley.ask(web, seen)).isEqualTo("0");
      web.rollback();
      assertThat(MapleValley.ask(
              web, "select coalesce(current_setting('waymark.students', true), '')"))
          .isEmpty();
      MapleValley.ask(web, "select access.enter('tess')");
      MapleValley.ask(web, "select access.enter('eve')");
      assertThat(MapleValley.ask(web, seen)).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from analytics.fact_nobody",
        "select * from analytics.student_school",
        "select * from analytics.staff_student",
        "select * from analytics_part.nothing",
        "select password_hash from ledger.person",
        "delete from analytics.fact_student",
        "insert into ledger.grant_scope (person_id, tenant_id, scope) values ('tess', 'maple-valley', 'district')",
        "update ledger.person set role = 'district'",
        "set role waymark_owner",
        "set role waymark_reader"
      })
  void the_pages_login_itself_is_refused(String attempt) throws SQLException {
    try (Connection web = database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      MapleValley.ask(web, "select access.enter('ana')");
      assertThatThrownBy(() -> statement.execute(attempt))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void every_partition_is_closed_to_all_but_its_owner() throws SQLException {
    assertThat(MapleValley.ask(
            database,
            "select count(*) from pg_class c where relnamespace = 'analytics_part'::regnamespace"
                + " and (has_table_privilege('waymark_web', c.oid, 'select') or has_table_privilege('waymark_reader', c.oid, 'select')"
                + " or has_table_privilege('waymark_narrow', c.oid, 'select'))"))
        .isEqualTo("0");
  }

  @Test
  void every_published_table_has_row_level_security() throws SQLException {
    assertThat(
            MapleValley.ask(
                database,
                "select count(*) from pg_class where relkind in ('r', 'p') and not relrowsecurity"
                    + " and relname <> 'flyway_schema_history' and relnamespace in ('analytics'::regnamespace, 'ledger'::regnamespace)"))
        .isEqualTo("0");
  }

  @Test
  void the_district_decides_about_unknown_ids_in_its_own_name_only() throws SQLException {
    String link =
        "insert into ledger.id_link (tenant_id, id_value, student_source_id, decided_by) values ('%s', '0012345', 's1', '%s')";
    try (Connection web = database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      for (String[] refused : new String[][] {
        {"ben", "maple-valley", "ben"},
        {"ana", "cedar-falls", "ana"},
        {"ana", "maple-valley", "ben"}
      }) {
        MapleValley.ask(web, "select set_config('waymark.person', '" + refused[0] + "', true)");
        assertThatThrownBy(() -> statement.execute(link.formatted(refused[1], refused[2])))
            .hasMessageContaining("row-level security");
        web.rollback();
      }
      MapleValley.ask(web, "select access.enter('ana')");
      statement.execute(link.formatted("maple-valley", "ana"));
      web.commit();
    }
    assertThat(new Ledger(database, MapleValley.TENANT).idLinks()).containsKey("0012345");
  }

  @Test
  void the_district_saves_thresholds_in_its_own_name_and_nobody_rewrites_them()
      throws SQLException {
    String version =
        "insert into ledger.threshold_version (tenant_id, version, thresholds, note, changed_by) values ('%s', 1, '{}', 'why', '%s')";
    try (Connection web = database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      for (String[] refused : new String[][] {
        {"ben", "maple-valley", "ben"},
        {"ned", "maple-valley", "ned"},
        {"ana", "cedar-falls", "ana"},
        {"ana", "maple-valley", "ben"}
      }) {
        MapleValley.ask(web, "select set_config('waymark.person', '" + refused[0] + "', true)");
        assertThatThrownBy(() -> statement.execute(version.formatted(refused[1], refused[2])))
            .hasMessageContaining("row-level security");
        web.rollback();
      }
      MapleValley.ask(web, "select access.enter('ana')");
      statement.execute(version.formatted("maple-valley", "ana"));
      web.commit();
      for (String[] seen :
          new String[][] {{"ana", "1"}, {"ben", "0"}, {"tess", "0"}, {"cleo", "0"}}) {
        MapleValley.ask(web, "select access.enter('" + seen[0] + "')");
        assertThat(MapleValley.ask(web, "select count(*) from ledger.threshold_version"))
            .as(seen[0])
            .isEqualTo(seen[1]);
        web.rollback();
      }
      for (String rewriting : List.of(
          "update ledger.threshold_version set note = 'other'",
          "delete from ledger.threshold_version",
          "insert into ledger.threshold_version (tenant_id, version, thresholds, note, changed_by, changed_at) values ('maple-valley', 2, '{}', 'x', 'ana', '2020-01-01')")) {
        MapleValley.ask(web, "select access.enter('ana')");
        assertThatThrownBy(() -> statement.execute(rewriting))
            .hasMessageContaining("permission denied");
        web.rollback();
      }
    }
  }

  @Test
  void a_saved_filter_is_its_owners_alone() throws SQLException {
    String filter =
        "insert into ledger.saved_filter (person_id, tenant_id, name, query) values ('%s', 'maple-valley', 'Mine', 'tier=high')";
    try (Connection web = database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      for (String person : List.of("ana", "ben", "tess")) {
        MapleValley.ask(web, "select access.enter('" + person + "')");
        statement.execute(filter.formatted(person));
        assertThat(
                MapleValley.ask(web, "select string_agg(person_id, ',') from ledger.saved_filter"))
            .isEqualTo(person);
        assertThat(
                statement.executeUpdate("delete from ledger.saved_filter where person_id = 'ana'"))
            .isEqualTo(person.equals("ana") ? 1 : 0);
        web.commit();
      }
      MapleValley.ask(web, "select access.enter('ana')");
      assertThatThrownBy(() -> statement.execute(filter.formatted("ben")))
          .hasMessageContaining("row-level security");
      web.rollback();
    }
  }

  @Test
  void a_page_for_a_teacher_is_answered_by_an_index() throws SQLException {
    try (Connection web = database.web().getConnection()) {
      web.setAutoCommit(false);
      MapleValley.ask(web, "select access.enter('tess')");
      // These tables are too small for an index to pay; the question is whether it can be used.
      MapleValley.ask(web, "select set_config('enable_seqscan', 'off', true)");
      var plan = new StringBuilder();
      try (var statement = web.createStatement();
          var rows = statement.executeQuery("explain select * from analytics.fact_student")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      assertThat(plan).contains("Index Cond: (student_id = ANY");
    }
  }
}
