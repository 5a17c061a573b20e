package org.waymark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Progress;
import org.waymark.publishing.PublishTarget;
import org.waymark.publishing.PublishedTable;
import org.waymark.publishing.PublishedTable.Access;
import org.waymark.publishing.Publisher;

/// An invented district with two schools, Alder (1) and Birch (2). Omar (101) is at Alder.
/// Mari (102) moved from Alder to Birch in March: her old rows carry Alder's number, she
/// herself is Birch's. Noor (103) is at Birch and taught by Tess (staff 7); Omar is too.
/// Cedar Falls is another district on the same server, with students of the same numbers.
///
/// Ana sees the district, Ben leads Alder, Bea leads Birch, Tess teaches; Ned has an
/// account and no grant, Old Ana's account is closed, Late's grant has ended.
final class MapleValley {

  static final String TENANT = "maple-valley";
  static final String OTHER = "cedar-falls";

  private MapleValley() {}

  /// One table of each kind of access, and the two that decide.
  static List<PublishedTable> tables() {
    return List.of(
        table("dim_everyone", Access.EVERYONE, "school_id bigint", "title text"),
        table(
            "fact_student",
            Access.STUDENT,
            "student_id bigint",
            "school_id bigint",
            "score double precision",
            "note text"),
        table("fact_school", Access.SCHOOL, "school_id bigint", "students bigint"),
        table("fact_district", Access.DISTRICT, "cost numeric(14,2)"),
        table("fact_nobody", Access.NONE, "secret text"),
        table("student_school", Access.NONE, "student_id bigint", "school_id bigint"),
        table(
            "staff_student", Access.NONE, "staff_id bigint", "student_id bigint", "relation text"));
  }

  static PublishedTable table(String name, Access access, String... columns) {
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

  static DuckDbSqlEngine snapshot(Path file) throws IOException {
    Files.deleteIfExists(file);
    var duckDb = DuckDbSqlEngine.open(file, 512);
    duckDb.execute("create schema publishing");
    duckDb.execute(
        "create table publishing.dim_everyone as select * from (values (1::bigint, 'Alder'), (2, 'Birch')) t(school_id, title)");
    duckDb.execute(
        "create table publishing.fact_student as select * from (values (101::bigint, 1::bigint, 0.5::double, 'Omar'),"
            + " (102, 1, null, ''), (102, 2, 0.7, 'Mari, \"moved\"'), (103, 2, 0.9, null)) t(student_id, school_id, score, note)");
    duckDb.execute(
        "create table publishing.fact_school as select * from (values (1::bigint, 1::bigint), (2, 2)) t(school_id, students)");
    duckDb.execute("create table publishing.fact_district as select 12.5::decimal(14,2) as cost");
    duckDb.execute("create table publishing.fact_nobody as select 'secret' as secret");
    duckDb.execute(
        "create table publishing.student_school as select * from (values (101::bigint, 1::bigint), (102, 2), (103, 2)) t(student_id, school_id)");
    duckDb.execute(
        "create table publishing.staff_student as select * from (values (7::bigint, 101::bigint, 'section'), (7, 103, 'section'), (9, 102, 'caseload')) t(staff_id, student_id, relation)");
    return duckDb;
  }

  static Map<String, Long> publish(
      DuckDbSqlEngine duckDb, PublishTarget target, String tenant, String run, Path scratch)
      throws IOException {
    return Publisher.publish(
        duckDb, tables(), target, tenant, run, Files.createDirectories(scratch), Progress.SILENT);
  }

  static void people(PublishTarget database) throws SQLException {
    execute(database, """
        insert into ledger.person (person_id, tenant_id, email, display_name, password_hash, role, is_active) values
          ('ana',  'maple-valley', 'ana@maple.example',  'Ana',  'x', 'district', true),
          ('ben',  'maple-valley', 'ben@maple.example',  'Ben',  'x', 'school', true),
          ('bea',  'maple-valley', 'bea@maple.example',  'Bea',  'x', 'school', true),
          ('tess', 'maple-valley', 'tess@maple.example', 'Tess', 'x', 'teacher', true),
          ('ned',  'maple-valley', 'ned@maple.example',  'Ned',  'x', 'district', true),
          ('old',  'maple-valley', 'old@maple.example',  'Old',  'x', 'district', false),
          ('late', 'maple-valley', 'late@maple.example', 'Late', 'x', 'district', true),
          ('cleo', 'cedar-falls',  'cleo@cedar.example', 'Cleo', 'x', 'district', true);
        insert into ledger.grant_scope (person_id, tenant_id, scope, school_id, staff_id, starts_on, ends_on) values
          ('ana',  'maple-valley', 'district', null, null, null, null),
          ('ben',  'maple-valley', 'school', 1, null, '2020-01-01', null),
          ('bea',  'maple-valley', 'school', 2, null, '2020-01-01', '2999-01-01'),
          ('tess', 'maple-valley', 'section_of_staff', null, 7, '2020-01-01', null),
          ('ned',  'cedar-falls',  'district', null, null, null, null),
          ('old',  'maple-valley', 'district', null, null, null, null),
          ('late', 'maple-valley', 'district', null, null, '2020-01-01', '2020-06-30'),
          ('cleo', 'cedar-falls',  'district', null, null, null, null)""");
  }

  static void execute(PublishTarget database, String sql) throws SQLException {
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of the only row, as text.
  static String ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }

  static String ask(PublishTarget database, String sql) throws SQLException {
    try (Connection connection = database.open()) {
      return ask(connection, sql);
    }
  }
}
