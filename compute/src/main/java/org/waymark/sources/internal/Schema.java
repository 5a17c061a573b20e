package org.waymark.sources.internal;

import java.sql.SQLException;
import java.util.stream.Collectors;

/// The tables of this room: one per entity, empty or not, and what became of the rows.
final class Schema {
  private Schema() {}

  static void create(Db db, Entities entities) throws SQLException {
    db.run("create schema if not exists sources");
    db.run("create schema if not exists quality");
    for (Entity entity : entities.all()) {
      db.run("create or replace table "
          + entity.table()
          + " ("
          + entity.columns().stream()
              .map(column -> Db.name(column.name()) + " " + column.type().sql())
              .collect(Collectors.joining(", "))
          + ", file_key integer, "
          + LoadStatement.ISSUE
          + " varchar, "
          + LoadStatement.MODIFIED
          + " timestamp)");
    }
    db.run("create or replace table sources.student_identifier"
        + " (id_kind varchar, id_value varchar, student_id varchar)");
    db.run(
        "create or replace table sources.ambiguous_identifier (id_kind varchar, id_value varchar)");
    db.run("create or replace table sources.school_identifier"
        + " (id_value varchar, school_source_id varchar)");
    db.run("create or replace table sources.student_match (student_id varchar,"
        + " student_state_id varchar, student_alternate_id varchar,"
        + " matched_student_id varchar, problem varchar, nearest varchar)");
    db.run(
        "create or replace table quality.quarantine (file_key integer, path varchar, line bigint,"
            + " column_name varchar, value varchar, reason varchar, entity varchar, kind varchar)");
    db.run("create or replace table quality.unmatched (source varchar, entity varchar,"
        + " id_kind varchar, id_value varchar, row_count bigint, nearest varchar)");
    db.run("create or replace table quality.file_result (file_key integer, path varchar,"
        + " sha256 varchar, source varchar, layout varchar, entity varchar, bytes bigint,"
        + " arrived_at timestamptz, rows_in bigint, loaded bigint, duplicate bigint,"
        + " superseded bigint, quarantined bigint, status varchar, note varchar)");
    db.run("create or replace table quality.finding"
        + " (severity varchar, path varchar, kind varchar, message varchar)");
  }
}
