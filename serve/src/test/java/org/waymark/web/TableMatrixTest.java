package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.access.Person;
import org.waymark.access.PersonTransaction;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.Matrix.Table;

/// Every published table × every role × own, other's and another district's rows: on the pages'
/// connections, and through each person's own login as a BI tool has it.
@SuppressWarnings("NullAway") // what is missing fails the test
class TableMatrixTest {
  private static MapleValley district;
  private static PineHill pineHill;
  private static List<Table> tables;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    pineHill = PineHill.beside(district);
    tables = Matrix.tables();
  }

  @AfterAll
  static void close() throws SQLException {
    pineHill.close();
  }

  /// What somebody counts in a table.
  private record Seen(long own, long others) {}

  @Test
  void every_published_table_is_in_the_matrix() throws Exception {
    var published = new TreeSet<String>();
    owner(
        "select relname from pg_class where relnamespace = 'analytics'::regnamespace and relkind in ('p', 'r', 'v')",
        rows -> {
          published.add(rows.getString(1));
        });
    assertThat(tables.stream().map(Table::name).toList()).isEqualTo(List.copyOf(published));
    assertThat(tables).allSatisfy(table -> assertThat(table.why()).isNotBlank());
  }

  @Test
  void each_role_sees_on_the_pages_what_the_matrix_says() throws Exception {
    var transaction = new PersonTransaction(district.database.web());
    for (Role role : Role.values()) {
      Map<String, Seen> seen = transaction.read(
          person(role.email),
          rows -> rows
              .sql(counting())
              .query(
                  (row, n) -> Map.entry(row.getString(1), new Seen(row.getLong(2), row.getLong(3))))
              .list()
              .stream()
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
      compare(role, seen, "the pages");
    }
  }

  @Test
  void each_persons_own_login_sees_the_same_rows() throws Exception {
    for (Role role : Role.values()) {
      Map<String, Seen> seen = new HashMap<>();
      for (var row :
          district.database.personLogin().query(role.email, counting()).rows()) {
        seen.put(
            String.valueOf(row.get("name")),
            new Seen(
                ((Number) row.get("own")).longValue(), ((Number) row.get("others")).longValue()));
      }
      compare(role, seen, "a login of one's own");
    }
  }

  @Test
  void another_districts_leader_sees_that_district_alone() throws Exception {
    var transaction = new PersonTransaction(district.database.web());
    transaction.read(person(PineHill.EMAIL), rows -> {
      rows.sql(counting())
          .query((row, n) -> {
            assertThat(row.getLong("own"))
                .as(row.getString(1) + " of Maple Valley")
                .isZero();
            return 0;
          })
          .list();
      assertThat(rows.sql("select student_id from analytics.dim_students")
              .query(Long.class)
              .list())
          .containsExactly(PineHill.STUDENT);
      return 0;
    });
  }

  @Test
  void no_table_of_the_ledger_shows_another_districts_rows() throws Exception {
    var transaction = new PersonTransaction(district.database.web());
    List<String> ledger = names("""
        select c.relname from pg_class c
        join information_schema.columns k on k.table_schema = 'ledger' and k.table_name = c.relname and k.column_name = 'tenant_id'
        where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('p', 'r') and has_table_privilege('waymark_web', c.oid, 'select')
        """);
    assertThat(ledger).contains("run", "audit", "grant_scope", "account_change");
    List<String> open = names("""
        select relname from pg_class where relnamespace in ('ledger'::regnamespace, 'analytics'::regnamespace)
          and relkind in ('p', 'r') and not relrowsecurity and relname <> 'flyway_schema_history'
        """);
    assertThat(open).as("tables without row-level security").isEmpty();
    for (Role role : Role.values()) {
      transaction.read(person(role.email), rows -> {
        for (String table : ledger) {
          assertThat(rows.sql("select count(*) from ledger." + table + " where tenant_id <> '"
                      + MapleValley.TENANT + "'")
                  .query(Long.class)
                  .single())
              .as(role + " in ledger." + table)
              .isZero();
        }
        return 0;
      });
    }
  }

  @Test
  void tables_that_only_decide_are_read_by_nobody() throws Exception {
    for (Table table : tables) {
      for (String login : List.of("waymark_web", "waymark_narrow", "waymark_reader")) {
        assertThat(district.count("select has_table_privilege('" + login + "', 'analytics."
                + table.name() + "', 'select')::int"))
            .as(login + " reads " + table.name())
            .isEqualTo(table.kind().equals("none") ? 0 : 1);
        assertThat(district.count("select has_table_privilege('" + login + "', 'analytics."
                + table.name() + "', 'insert, update, delete, truncate')::int"))
            .as(login + " writes " + table.name())
            .isZero();
      }
    }
  }

  private static void compare(Role role, Map<String, Seen> seen, String gate) throws SQLException {
    String students = students(role);
    for (Table table : tables) {
      if (table.kind().equals("none") || table.kind().equals("figures")) {
        continue;
      }
      Seen it = seen.get(table.name());
      String what = "%s in %s by %s (%s)".formatted(role, table.name(), gate, table.why());
      assertThat(it.others()).as(what + ", another district's").isZero();
      assertThat(it.own()).as(what).isEqualTo(district.count(expected(role, table, students)));
    }
  }

  /// What the owner of the database counts for the role, without asking any function that the
  /// policies ask.
  private static String expected(Role role, Table table, String students) {
    boolean seesAll = role == Role.DISTRICT || role == Role.ANALYST;
    String count = "select count(*) from analytics." + table.name() + " where tenant_id = '"
        + MapleValley.TENANT + "'";
    String none = "select 0";
    return switch (table.kind()) {
      case "public" -> count;
      case "everyone" -> role == Role.BOARD || role == Role.OPERATOR ? none : count;
      case "district" -> seesAll ? count : none;
      case "school" ->
        seesAll
            ? count
            : role == Role.SCHOOL ? count + " and school_id = " + district.ownSchool : none;
      case "student" ->
        seesAll
            ? count
            : !Role.STUDENTS.contains(role)
                ? none
                : table.name().equals("vw_student_risk_scores")
                    ? count
                        + " and student_unique_id in (select sis_id from analytics.dim_students where student_id in ("
                        + students + "))"
                    : count + " and student_id in (" + students + ")";
      default -> throw new IllegalStateException(table.name() + " has the kind " + table.kind());
    };
  }

  /// The students of a role by its bond, from the roster.
  private static String students(Role role) {
    String bond = """
        select x.student_id from analytics.staff_student x
        join analytics.dim_staff d on d.tenant_id = x.tenant_id and d.staff_id = x.staff_id
        join ledger.person p on p.tenant_id = d.tenant_id and p.staff_source_id = d.source_id
        where p.email = '%s' and x.relation = '%s'
        """;
    return switch (role) {
      case SCHOOL ->
        "select student_id from analytics.student_school where school_id = " + district.ownSchool
            + " and tenant_id = '" + MapleValley.TENANT + "'";
      case TEACHER -> bond.formatted(role.email, "section");
      case COUNSELOR -> bond.formatted(role.email, "caseload");
      default -> "select student_id from analytics.dim_students where false";
    };
  }

  private static String counting() {
    return tables.stream()
        .filter(table -> !table.kind().equals("none") && !table.kind().equals("figures"))
        .map(table ->
            "select '%1$s' as name, count(*) filter (where tenant_id = '%2$s') as own, count(*) filter (where tenant_id <> '%2$s') as others from analytics.%1$s"
                .formatted(table.name(), MapleValley.TENANT))
        .collect(Collectors.joining(" union all "));
  }

  private static Person person(String email) throws SQLException {
    Person[] found = new Person[1];
    owner(
        "select person_id, tenant_id, email, display_name, role from ledger.person where email = '"
            + email + "'",
        rows -> found[0] = new Person(
            rows.getString(1),
            rows.getString(2),
            rows.getString(3),
            rows.getString(4),
            Person.Role.of(rows.getString(5))));
    return found[0];
  }

  private static List<String> names(String sql) throws SQLException {
    var names = new TreeSet<String>();
    owner(sql, rows -> names.add(rows.getString(1)));
    return List.copyOf(names);
  }

  private interface Each {
    void row(ResultSet rows) throws SQLException;
  }

  private static void owner(String sql, Each each) throws SQLException {
    try (Connection owner = district.database.open();
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        each.row(rows);
      }
    }
  }
}
