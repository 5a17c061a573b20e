package org.waymark.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Progress;
import org.waymark.post.PostSettings;
import org.waymark.publishing.Beside;
import org.waymark.publishing.PublishedTable;
import org.waymark.publishing.PublishedTable.Access;
import org.waymark.publishing.Publisher;
import org.waymark.settings.SettingsFile;
import org.waymark.store.Database;

/// Maple Valley with two schools, Alder (1) and Birch (2). Omar (101) is at Alder, Mari (102) and
/// Noor (103) at Birch. Tess (staff 7) teaches Omar and Noor, Cora (staff 9) counsels Mari and
/// Omar, Hal (staff 8) teaches Noor.
///
/// Ana leads the district, Ben Alder, Bea Birch; Ines is the analyst, Ada the administrator, Otis
/// the operator, Bo sits on the board.
final class Village implements AutoCloseable {

  static final String TENANT = "maple-valley";

  final Database database;
  private final Path folder;
  private final DuckDbSqlEngine snapshot;

  Village(Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.database = Database.open(folder.resolve("data"), null);
    this.snapshot = snapshot(folder.resolve("village.duckdb"));
    publish("r0", Beside.NOTHING);
    people();
  }

  static AlertSettings settings(String yaml) throws IOException {
    SettingsFile file = SettingsFile.parse("time_zone: America/Chicago\n" + yaml);
    return AlertSettings.of(file, PostSettings.of(file, Path.of(".")));
  }

  /// A night with this news, published.
  void night(String run, AlertSettings settings, String at, News... news) {
    publish(run, Telling.of(TENANT, settings, Instant.parse(at), List.of(news), true)::write);
  }

  void publish(String run, Beside beside) {
    execute("insert into ledger.run (run_id, tenant_id, status) values ('" + run + "', '" + TENANT
        + "', 'running')");
    Publisher.publish(snapshot, tables(), database, TENANT, run, folder, Progress.SILENT, beside);
  }

  void execute(String sql) {
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The rows of a query, their values joined by a bar.
  List<String> rows(String sql) {
    try (Connection connection = database.open()) {
      return rows(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same as one person sees it, through row-level security.
  List<String> rowsAs(String person, String sql) {
    try (Connection connection = database.web().getConnection()) {
      connection.setAutoCommit(false);
      rows(connection, "select access.enter('" + person + "')");
      List<String> rows = rows(connection, sql);
      connection.rollback();
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        var cells = new ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
          cells.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join(" | ", cells));
      }
    }
    return found;
  }

  private static List<PublishedTable> tables() {
    return List.of(
        table(
            "dim_students",
            Access.STUDENT,
            "student_id bigint",
            "first_name text",
            "last_name text",
            "grade_level text",
            "current_school_id bigint"),
        table(
            "dim_schools", Access.PUBLIC, "school_id bigint", "source_id text", "school_name text"),
        table("student_school", Access.NONE, "student_id bigint", "school_id bigint"),
        table(
            "staff_student", Access.NONE, "staff_id bigint", "student_id bigint", "relation text"));
  }

  private static PublishedTable table(String name, Access access, String... columns) {
    return new PublishedTable(
        name,
        "publishing." + name,
        "Of the tests",
        access,
        Arrays.stream(columns)
            .map(c -> c.split(" ", 2))
            .map(c -> new PublishedTable.Column(c[0], c[1], "The " + c[0]))
            .toList(),
        List.of());
  }

  private static DuckDbSqlEngine snapshot(Path file) throws IOException {
    Files.deleteIfExists(file);
    var duckDb = DuckDbSqlEngine.open(file, 512);
    duckDb.execute("create schema publishing");
    duckDb.execute(
        "create table publishing.dim_students as select * from (values (101::bigint, 'Omar', 'Haddad', '7', 1::bigint),"
            + " (102, 'Mari', 'Lopez', '8', 2), (103, 'Noor', 'Aziz', '8', 2)) t(student_id, first_name, last_name, grade_level, current_school_id)");
    duckDb.execute(
        "create table publishing.dim_schools as select * from (values (1::bigint, 'ALD', 'Alder'), (2, 'BIR', 'Birch')) t(school_id, source_id, school_name)");
    duckDb.execute(
        "create table publishing.student_school as select * from (values (101::bigint, 1::bigint), (102, 2), (103, 2)) t(student_id, school_id)");
    duckDb.execute(
        "create table publishing.staff_student as select * from (values (7::bigint, 101::bigint, 'section'), (7, 103, 'section'),"
            + " (8, 103, 'section'), (9, 102, 'caseload'), (9, 101, 'caseload')) t(staff_id, student_id, relation)");
    return duckDb;
  }

  private void people() {
    execute("""
        insert into ledger.person (person_id, tenant_id, email, display_name, password_hash, role, is_active) values
          ('ana',  'maple-valley', 'ana@maple.example',  'Ana',  'x', 'district', true),
          ('ben',  'maple-valley', 'ben@maple.example',  'Ben',  'x', 'school', true),
          ('bea',  'maple-valley', 'bea@maple.example',  'Bea',  'x', 'school', true),
          ('tess', 'maple-valley', 'tess@maple.example', 'Tess', 'x', 'teacher', true),
          ('hal',  'maple-valley', 'hal@maple.example',  'Hal',  'x', 'teacher', true),
          ('cora', 'maple-valley', 'cora@maple.example', 'Cora', 'x', 'counselor', true),
          ('ines', 'maple-valley', 'ines@maple.example', 'Ines', 'x', 'analyst', true),
          ('ada',  'maple-valley', 'ada@maple.example',  'Ada',  'x', 'administrator', true),
          ('otis', 'maple-valley', 'otis@maple.example', 'Otis', 'x', 'operator', true),
          ('bo',   'maple-valley', 'bo@maple.example',   'Bo',   'x', 'board', true),
          ('old',  'maple-valley', 'old@maple.example',  'Old',  'x', 'counselor', false),
          ('cleo', 'cedar-falls',  'cleo@cedar.example', 'Cleo', 'x', 'district', true);
        insert into ledger.grant_scope (person_id, tenant_id, scope, school_id, staff_id, starts_on) values
          ('ana',  'maple-valley', 'district', null, null, null),
          ('ben',  'maple-valley', 'school', 1, null, '2020-01-01'),
          ('bea',  'maple-valley', 'school', 2, null, '2020-01-01'),
          ('tess', 'maple-valley', 'section_of_staff', null, 7, '2020-01-01'),
          ('hal',  'maple-valley', 'section_of_staff', null, 8, '2020-01-01'),
          ('cora', 'maple-valley', 'caseload_of_staff', null, 9, '2020-01-01'),
          ('old',  'maple-valley', 'caseload_of_staff', null, 9, '2020-01-01'),
          ('ines', 'maple-valley', 'district', null, null, null),
          ('cleo', 'cedar-falls',  'district', null, null, null)""");
  }

  @Override
  public void close() {
    snapshot.close();
    database.close();
  }
}
