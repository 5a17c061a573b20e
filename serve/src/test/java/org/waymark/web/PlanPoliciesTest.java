package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// Every table of plans and notes × every role × own, another's and another district's student.
@SuppressWarnings("NullAway") // what is missing fails the test
class PlanPoliciesTest {
  private static final String ELSEWHERE = "elsewhere";
  private static final List<String> TABLES = List.of(
      "plan",
      "plan_event",
      "plan_session",
      "plan_point",
      "team_member",
      "step_offer",
      "step_decision");

  private static MapleValley district;
  private static final Map<String, String> ids = new LinkedHashMap<>();
  private static long ownPlan;
  private static long othersPlan;

  @BeforeAll
  static void plans_of_one_s_own_and_of_another_student_stand_in_the_ledger() throws Exception {
    district = MapleValley.open();
    district.execute("""
        insert into ledger.person (person_id, tenant_id, email, display_name, role, is_active)
        values ('elsewhere', 'cedar-falls', 'zoe@cedar.example', 'Zoe', 'district', true) on conflict do nothing;
        insert into ledger.grant_scope (person_id, tenant_id, scope) values ('elsewhere', 'cedar-falls', 'district')""");
    for (Role role : Role.values()) {
      ids.put(
          role.name(),
          text("select person_id from ledger.person where email = '" + role.email + "'"));
    }
    ids.put(ELSEWHERE, ELSEWHERE);
    ownPlan = seed(district.ownStudent);
    othersPlan = seed(district.othersStudent);
  }

  @AfterAll
  static void take_them_away() throws SQLException {
    district.execute("""
        alter table ledger.plan_event disable trigger append_only;
        delete from ledger.step_decision where words = 'policies';
        delete from ledger.step_offer where version = 'policies';
        delete from ledger.team_member where duty = 'policies';
        delete from ledger.note where body like 'policies%%';
        delete from ledger.plan_point where plan_id in (%1$d, %2$d);
        delete from ledger.plan_session where plan_id in (%1$d, %2$d);
        delete from ledger.plan_event where plan_id in (select plan_id from ledger.plan where title = 'policies');
        delete from ledger.plan where title = 'policies';
        alter table ledger.plan_event enable trigger append_only;
        delete from ledger.grant_scope where person_id = 'elsewhere';
        delete from ledger.person where person_id = 'elsewhere'""".formatted(ownPlan, othersPlan));
  }

  private static String plan(long student, String person, String role, String key) {
    return """
        insert into ledger.plan (tenant_id, student_id, entry_key, title, tier, area, measure, baseline, target, goal_by,
          starts_on, minutes_per_session, sessions_per_week, lead_id, created_by, created_role, changed_by)
        values ('maple-valley', %d, '%s', 'policies', 2, 'math', 'score', 1, 2, '2026-06-01', '2026-05-01', 30, 3,
          '%s', '%s', '%s', '%s')""".formatted(student, key, person, person, role, person);
  }

  private static long seed(long student) throws SQLException {
    String dana = ids.get("DISTRICT");
    district.execute(plan(student, dana, "district", "policies-" + student));
    long plan = district.count(
        "select plan_id from ledger.plan where entry_key = 'policies-" + student + "'");
    district.execute("""
        insert into ledger.plan_session (plan_id, tenant_id, student_id, entry_key, held_on, minutes, logged_by)
        values (%1$d, 'maple-valley', %2$d, 'policies-%2$d', '2026-05-04', 30, '%3$s');
        insert into ledger.plan_point (plan_id, tenant_id, student_id, measured_on, value, noted_by)
        values (%1$d, 'maple-valley', %2$d, '2026-05-04', 1.5, '%3$s');
        insert into ledger.team_member (tenant_id, student_id, person_id, duty, added_by)
        values ('maple-valley', %2$d, '%3$s', 'policies', '%3$s');
        insert into ledger.step_offer (tenant_id, student_id, person_id, role, playbook, version, position, of_steps, propensity, is_to_learn)
        values ('maple-valley', %2$d, '%3$s', 'district', 'policies', 'policies', 1, 1, 1, false);
        insert into ledger.step_decision (tenant_id, student_id, playbook, decision, reason, words, decided_by, decided_role)
        values ('maple-valley', %2$d, 'policies', 'dismissed', 'other', 'policies', '%3$s', 'district')""".formatted(plan, student, dana));
    return plan;
  }

  private static String text(String sql) throws SQLException {
    try (Connection owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /// Runs one statement as a person, and takes it back: how many rows it touched or counted.
  private static long as(String person, String sql) throws SQLException {
    try (Connection web = district.database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      try {
        statement.execute("select access.enter('" + person + "')");
        if (!sql.startsWith("select")) {
          return statement.executeUpdate(sql);
        }
        var rows = statement.executeQuery(sql);
        rows.next();
        return rows.getLong(1);
      } finally {
        web.rollback();
      }
    }
  }

  private static List<String> whoSee(long student) {
    boolean isOwn = student == district.ownStudent;
    return ids.keySet().stream()
        .filter(who -> switch (who) {
          case "DISTRICT", "ANALYST" -> true;
          case "SCHOOL", "TEACHER" -> isOwn;
          case "COUNSELOR" -> isCounseled(student);
          default -> false;
        })
        .toList();
  }

  private static boolean isCounseled(long student) {
    try {
      return district.count(
              "select count(*) from analytics.staff_student x join analytics.dim_staff s using (tenant_id, staff_id)"
                  + " join ledger.person p on p.staff_source_id = s.source_id where x.relation = 'caseload'"
                  + " and p.person_id = '" + ids.get("COUNSELOR") + "' and x.student_id = "
                  + student)
          > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoever_sees_the_student_sees_what_is_done_and_nobody_else_does() throws SQLException {
    for (long student : List.of(district.ownStudent, district.othersStudent)) {
      for (String table : TABLES) {
        for (String who : ids.keySet()) {
          assertThat(as(
                      ids.get(who),
                      "select count(*) from ledger." + table + " where student_id = " + student)
                  > 0)
              .as("%s reads %s of %s", who, table, student)
              .isEqualTo(whoSee(student).contains(who));
        }
      }
    }
  }

  @Test
  void whoever_sees_the_student_and_acts_writes_in_their_own_name_and_the_analyst_does_not()
      throws SQLException {
    for (long student : List.of(district.ownStudent, district.othersStudent)) {
      for (String who : ids.keySet()) {
        String me = ids.get(who);
        String role = who.equals(ELSEWHERE)
            ? "district"
            : Role.valueOf(who).name().toLowerCase(java.util.Locale.ROOT);
        long plan = student == district.ownStudent ? ownPlan : othersPlan;
        boolean may = whoSee(student).contains(who) && !who.equals("ANALYST");
        for (String write : List.of(
            plan(student, me, role, "policies-try"),
            "insert into ledger.plan_session (plan_id, tenant_id, student_id, entry_key, held_on, minutes, logged_by) values (%d, 'maple-valley', %d, 'policies-try', '2026-05-05', 30, '%s')"
                .formatted(plan, student, me),
            "insert into ledger.plan_point (plan_id, tenant_id, student_id, measured_on, value, noted_by) values (%d, 'maple-valley', %d, '2026-05-05', 1, '%s')"
                .formatted(plan, student, me),
            "insert into ledger.note (tenant_id, student_id, entry_key, visibility, body, written_by) values ('maple-valley', %d, 'policies-try', 'seers', 'x', '%s')"
                .formatted(student, me),
            "insert into ledger.step_decision (tenant_id, student_id, playbook, decision, reason, decided_by, decided_role) values ('maple-valley', %d, 'p', 'dismissed', 'other', '%s', '%s')"
                .formatted(student, me, role))) {
          if (may) {
            assertThat(as(me, write)).as(who + " " + write).isEqualTo(1);
          } else {
            assertThatThrownBy(() -> as(me, write))
                .as(who + " " + write)
                .hasMessageContaining("row-level security");
          }
        }
        for (String change : List.of(
            "update ledger.plan set title = 'mine', version = version + 1, changed_by = '%s' where plan_id = %d"
                .formatted(me, plan),
            "update ledger.plan_session set withdrawn_by = '%s', withdrawn_at = now() where plan_id = %d"
                .formatted(me, plan),
            "update ledger.plan_point set withdrawn_by = '%s', withdrawn_at = now() where plan_id = %d"
                .formatted(me, plan),
            "update ledger.team_member set removed_by = '%s', removed_at = now() where duty = 'policies' and student_id = %d"
                .formatted(me, student))) {
          assertThat(as(me, change)).as(who + " " + change).isEqualTo(may ? 1 : 0);
        }
      }
    }
  }

  @Test
  void nobody_writes_in_another_s_name_or_role_or_for_another_district() {
    String rosa = ids.get("TEACHER");
    String dana = ids.get("DISTRICT");
    for (String write : List.of(
        plan(district.ownStudent, dana, "district", "policies-try"),
        plan(district.ownStudent, rosa, "district", "policies-try"),
        plan(district.ownStudent, rosa, "teacher", "policies-try")
            .replace("'maple-valley'", "'cedar-falls'"),
        "insert into ledger.note (tenant_id, student_id, entry_key, visibility, body, written_by) values ('maple-valley', %d, 'policies-try', 'seers', 'x', '%s')"
            .formatted(district.ownStudent, dana))) {
      assertThatThrownBy(() -> as(rosa, write))
          .as(write)
          .hasMessageContaining("row-level security");
    }
    assertThatThrownBy(() -> as(dana, plan(17, dana, "district", "policies-try")))
        .as("a student whom nobody has")
        .hasMessageContaining("row-level security");
  }

  @Test
  void a_session_can_not_be_hung_on_the_plan_of_another_student() {
    String dana = ids.get("DISTRICT");
    assertThatThrownBy(() -> as(
            dana,
            "insert into ledger.plan_session (plan_id, tenant_id, student_id, entry_key, held_on, minutes, logged_by) values (%d, 'maple-valley', %d, 'policies-try', '2026-05-05', 30, '%s')"
                .formatted(othersPlan, district.ownStudent, dana)))
        .hasMessageContaining("foreign key");
  }

  @Test
  void nobody_who_does_not_see_the_student_leads_a_plan_or_joins_the_team() {
    String dana = ids.get("DISTRICT");
    String rosa = ids.get("TEACHER");
    assertThatThrownBy(() -> as(
            dana,
            plan(district.othersStudent, dana, "district", "policies-try")
                .replace("30, 3,\n  '" + dana, "30, 3,\n  '" + rosa)))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() -> as(
            dana,
            "update ledger.plan set lead_id = '%s', version = version + 1, changed_by = '%s' where plan_id = %d"
                .formatted(rosa, dana, othersPlan)))
        .hasMessageContaining("does not see the student");
    assertThatThrownBy(() -> as(
            dana,
            "insert into ledger.team_member (tenant_id, student_id, person_id, added_by) values ('maple-valley', %d, '%s', '%s')"
                .formatted(district.othersStudent, rosa, dana)))
        .hasMessageContaining("row-level security");
  }

  @Test
  void nobody_rewrites_history_skips_a_version_or_moves_a_plan() {
    String dana = ids.get("DISTRICT");
    for (String rewriting : List.of(
        "update ledger.plan_event set changes = '{}'",
        "delete from ledger.plan_event",
        "delete from ledger.plan",
        "delete from ledger.note",
        "update ledger.note set body = 'other'",
        "update ledger.plan set student_id = 17",
        "update ledger.plan set created_by = 'x'",
        "update ledger.step_decision set decision = 'accepted'",
        "insert into ledger.plan_event (plan_id, tenant_id, student_id, version, kind, changes, by_id) values (1, 'maple-valley', 1, 9, 'changed', '{}', 'x')",
        "update ledger.plan_session set minutes = 480")) {
      assertThatThrownBy(() -> as(dana, rewriting))
          .as(rewriting)
          .hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() -> as(
            dana,
            "update ledger.plan set title = 'x', version = version + 2, changed_by = '%s' where plan_id = %d"
                .formatted(dana, ownPlan)))
        .hasMessageContaining("one version at a time");
  }

  /// note: for whom it is; and who reads it, because.
  @Test
  void a_note_is_read_by_those_for_whom_it_was_written() throws SQLException {
    String rosa = ids.get("TEACHER");
    String lena = ids.get("SCHOOL");
    for (String visibility : List.of("team", "seers", "leaders")) {
      district.execute(
          "insert into ledger.note (tenant_id, student_id, entry_key, visibility, body, written_by) values ('maple-valley', %d, 'policies-%s', '%s', 'policies %s', '%s')"
              .formatted(district.ownStudent, visibility, visibility, visibility, lena));
    }
    for (String who : ids.keySet()) {
      String seen = switch (who) {
        case "SCHOOL" -> "leaders,seers,team"; // wrote them
        case "DISTRICT" -> "leaders,seers,team"; // leads, and is on the team
        case "TEACHER", "ANALYST" -> "seers";
        case "COUNSELOR" -> isCounseled(district.ownStudent) ? "leaders,seers" : "";
        default -> "";
      };
      assertThat(notes(ids.get(who))).as(who).isEqualTo(seen);
    }
    district.execute(
        "insert into ledger.team_member (tenant_id, student_id, person_id, duty, added_by) values ('maple-valley', %d, '%s', 'policies', '%s')"
            .formatted(district.ownStudent, rosa, lena));
    assertThat(notes(rosa)).as("now on the team").isEqualTo("seers,team");
    offTheTeam(rosa);
    assertThat(as(rosa, "update ledger.note set withdrawn_at = now() where body like 'policies%'"))
        .as("only the author takes a note back")
        .isZero();
    assertThat(as(lena, "update ledger.note set withdrawn_at = now() where body like 'policies%'"))
        .isEqualTo(3);
  }

  private static void offTheTeam(String person) throws SQLException {
    district.execute(
        "delete from ledger.team_member where duty = 'policies' and person_id = '" + person + "'");
  }

  private static String notes(String person) throws SQLException {
    try (Connection web = district.database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      statement.execute("select access.enter('" + person + "')");
      var rows = statement.executeQuery(
          "select coalesce(string_agg(visibility, ',' order by visibility), '') from ledger.note where body like 'policies%'");
      rows.next();
      String seen = rows.getString(1);
      web.rollback();
      return seen;
    }
  }

  @Test
  void a_teacher_loses_sight_of_a_plan_with_the_section_also_on_the_team() throws SQLException {
    String rosa = ids.get("TEACHER");
    String taught = "select count(*) from ledger.plan where plan_id = " + ownPlan;
    district.execute(
        "insert into ledger.team_member (tenant_id, student_id, person_id, duty, added_by) values ('maple-valley', %d, '%s', 'policies', '%s') on conflict do nothing"
            .formatted(district.ownStudent, rosa, rosa));
    assertThat(as(rosa, taught)).isEqualTo(1);
    district.execute(
        "create table ledger.kept as select * from analytics.staff_student where student_id = "
            + district.ownStudent);
    try {
      district.execute(
          "delete from analytics.staff_student where student_id = " + district.ownStudent);
      assertThat(as(rosa, taught)).isZero();
      assertThat(as(
              rosa,
              "select count(*) from ledger.team_member where student_id = " + district.ownStudent))
          .isZero();
      assertThat(as(
              rosa,
              "update ledger.plan set title = 'x', version = version + 1, changed_by = '%s' where plan_id = %d"
                  .formatted(rosa, ownPlan)))
          .isZero();
    } finally {
      district.execute(
          "insert into analytics.staff_student select * from ledger.kept; drop table ledger.kept");
      offTheTeam(rosa);
    }
  }

  @Test
  void each_change_is_in_the_history_by_the_database_itself() throws SQLException {
    String dana = ids.get("DISTRICT");
    try (Connection web = district.database.web().getConnection();
        var statement = web.createStatement()) {
      web.setAutoCommit(false);
      statement.execute("select access.enter('" + dana + "')");
      statement.execute(
          "update ledger.plan set tier = 3, version = version + 1, changed_by = '%s' where plan_id = %d"
              .formatted(dana, ownPlan));
      statement.execute(
          "update ledger.plan set status = 'stopped', outcome = 'stopped', outcome_reason = 'moved', ended_on = '2026-05-08', version = version + 1, changed_by = '%s' where plan_id = %d"
              .formatted(dana, ownPlan));
      var rows = statement.executeQuery(
          "select string_agg(kind || ' ' || (changes ->> 'tier' is not null), ', ' order by version) from ledger.plan_event where plan_id = "
              + ownPlan);
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("created false, changed true, stopped false");
      web.rollback();
    }
  }

  @Test
  void a_tool_for_figures_reads_plans_but_no_note() throws SQLException {
    for (String table : List.of("plan", "plan_session", "plan_point")) {
      assertThat(text("select has_table_privilege('waymark_reader', 'ledger." + table
              + "', 'select')::text"))
          .isEqualTo("true");
    }
    for (String table :
        List.of("note", "team_member", "plan_event", "step_offer", "step_decision")) {
      assertThat(text("select has_table_privilege('waymark_reader', 'ledger." + table
              + "', 'select')::text"))
          .isEqualTo("false");
    }
  }
}
