package org.waymark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `waymark sql --as`: Ana of the district and Ben, who teaches nobody, ask for themselves
/// and try to be more.
class PersonLoginTest {

  @TempDir
  static Path dataDir;

  private static Database database;

  @BeforeAll
  static void the_district_has_two_accounts() throws SQLException {
    database = Database.open(dataDir, null);
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      statement.execute("""
          insert into ledger.person (person_id, tenant_id, email, display_name, password_hash, role) values
            ('ana', 'maple-valley', 'ana@maple.example', 'Ana', 'x', 'district'),
            ('ben', 'maple-valley', 'ben@maple.example', 'Ben', 'x', 'teacher');
          insert into ledger.grant_scope (person_id, tenant_id, scope) values ('ana', 'maple-valley', 'district');
          insert into ledger.run (run_id, tenant_id, status, rows_in) values ('r1', 'maple-valley', 'published', 54000000);
          insert into ledger.run_quarantine (run_id, tenant_id, file_key, reason) values ('r1', 'maple-valley', 1, 'no number')""");
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void each_person_gets_the_rows_of_that_person() {
    var login = database.personLogin();
    String ask =
        "select access.person_id() as me, (select count(*) from ledger.run_quarantine) as quarantined,"
            + " (select rows_in from ledger.run) as rows_in";
    assertThat(login.query("ana@maple.example", ask).rows().getFirst())
        .containsEntry("me", "ana")
        .containsEntry("quarantined", 1L)
        .containsEntry("rows_in", 54_000_000L);
    assertThat(login.query("BEN@maple.example", ask).rows().getFirst())
        .containsEntry("me", "ben")
        .containsEntry("quarantined", 0L);
  }

  @Test
  void values_come_as_json_would_write_them() {
    var row = database
        .personLogin()
        .query(
            "ana",
            "select date '2026-05-15' as day, 1.50::numeric as n,"
                + " timestamptz '2026-05-15 12:00+02' as at, null as none, array['a','b'] as list, '{\"a\":1}'::jsonb as doc,"
                + " 'what?' as text, 0.1::float8 as share")
        .rows()
        .getFirst();
    assertThat(row.toString())
        .isEqualTo("{day=2026-05-15, n=1.50, at=2026-05-15T10:00:00Z, none=null, list=[a, b],"
            + " doc={\"a\": 1}, text=what?, share=0.1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set role waymark_owner",
        "set role waymark_web",
        "set role waymark_narrow",
        "set session authorization waymark_owner",
        "copy ledger.run_quarantine to program 'cat'",
        "copy (select 1) to '/tmp/waymark-out'",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "select * from pg_shadow",
        "select password_hash from ledger.person",
        "select * from access.account('ana@maple.example')",
        "update ledger.grant_scope set scope = 'district'",
        "insert into ledger.id_link (tenant_id, id_value) values ('maple-valley', '1')",
        "create table public.mine (a int)",
        "create temp table mine (a int)",
        "alter role current_user superuser",
        "select 1; select 2",
        "begin; set role waymark_owner"
      })
  void more_than_reading_own_rows_is_refused(String attempt) {
    assertThatThrownBy(() -> database.personLogin().query("ben", attempt))
        .isInstanceOf(PersonLogin.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset role",
        "reset session authorization",
        "set waymark.person = 'ana'",
        "select set_config('waymark.person', 'ana', false)",
        "select set_config('waymark.person', 'ana', true), access.is_district()",
        "select access.enter('ben')",
        "select count(*) from ledger.run_quarantine, set_config('waymark.person', 'ana', true)",
        "with me as materialized (select set_config('waymark.person', 'ana', true)) select q.* from me, ledger.run_quarantine q"
      })
  void naming_another_person_changes_nothing(String attempt) {
    try {
      var answer = database.personLogin().query("ben", attempt);
      assertThat(answer.toString())
          .doesNotContain("no number")
          .doesNotContain("true")
          .doesNotContain("count=1");
    } catch (PersonLogin.Refused refused) {
      assertThat(refused).hasMessageContaining("permission denied");
    }
  }

  @Test
  void a_list_of_students_made_by_oneself_changes_nothing() {
    String ask =
        "select access.visible_student_ids()::text as seen, access.is_district() as all_of_them";
    var own = database.personLogin().query("ben", ask).rows();
    try {
      assertThat(database
              .personLogin()
              .query(
                  "ben",
                  "with me as materialized (select set_config('waymark.person', 'ben', true),"
                      + " set_config('waymark.students', 'ben|{1,2,3,4,5,6,7,8,9}', true)) "
                      + ask + " from me")
              .rows())
          .isEqualTo(own);
    } catch (PersonLogin.Refused refused) {
      assertThat(refused).hasMessageContaining("permission denied");
    }
  }

  @Test
  void a_query_that_takes_too_long_is_ended() {
    assertThatThrownBy(() -> database
            .personLogin()
            .query("ben", "select pg_sleep(30)", java.time.Duration.ofMillis(300), 10))
        .hasMessageContaining("statement timeout");
  }

  @Test
  void rows_beyond_the_limit_are_cut_and_said() {
    var answer = database
        .personLogin()
        .query("ben", "select generate_series(1, 50) n", java.time.Duration.ofSeconds(5), 10);
    assertThat(answer.rows()).hasSize(10);
    assertThat(answer.isCut()).isTrue();
  }

  @Test
  void nobody_unknown_gets_in() {
    assertThatThrownBy(() -> database.personLogin().query("eve@maple.example", "select 1"))
        .hasMessageContaining("No open account");
  }
}
