package org.waymark.publishing.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waymark.publishing.PublishedTable;

/// The partitioned parent of a published table: made when missing, brought into shape when the
/// product
/// has moved on, with comments, rights and row-level security. Safe to apply any number of times.
final class Shape {

  private static final String TENANT = "tenant_id = (select access.tenant())";

  private Shape() {}

  static void apply(Connection connection, PublishedTable table) throws SQLException {
    var sql = new ArrayList<String>();
    Map<String, String> there = columns(connection, table.name());
    if (there.isEmpty()) {
      sql.add("create table analytics." + table.name() + " (" + definitions(table)
          + ", tenant_id text not null, run_id text not null) partition by list (tenant_id)");
    } else {
      sql.addAll(changes(table, there));
    }
    String name = "analytics." + table.name();
    sql.add("comment on table " + name + " is " + literal(table.description()));
    for (var column : table.columns()) {
      sql.add("comment on column " + name + "." + column.name() + " is "
          + literal(column.description()));
    }
    sql.add("alter table " + name + " enable row level security");
    sql.add("drop policy if exists visible on " + name);
    String rule = rule(table.access());
    if (!rule.isEmpty()) {
      sql.add("create policy visible on " + name
          + " for select to waymark_reader, waymark_web, waymark_narrow using (" + rule + ")");
      sql.add("grant select on " + name + " to waymark_reader, waymark_web, waymark_narrow");
    } else {
      sql.add("revoke all on " + name + " from waymark_reader, waymark_web, waymark_narrow");
    }
    try (Statement statement = connection.createStatement()) {
      for (String line : sql) {
        statement.addBatch(line);
      }
      statement.executeBatch();
    }
  }

  static String definitions(PublishedTable table) {
    return table.columns().stream()
        .map(c -> c.name() + " " + c.type())
        .collect(Collectors.joining(", "));
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String rule(PublishedTable.Access access) {
    return switch (access) {
      case EVERYONE -> TENANT;
      case STUDENT ->
        TENANT
            + " and ((select access.is_district()) or student_id in (select access.visible_students()))";
      case SCHOOL ->
        TENANT
            + " and ((select access.is_district()) or school_id = any ((select access.school_ids())::bigint[]))";
      case DISTRICT -> TENANT + " and (select access.is_district())";
      case NONE -> "";
    };
  }

  private static List<String> changes(PublishedTable table, Map<String, String> there) {
    var sql = new ArrayList<String>();
    String name = "analytics." + table.name();
    var wanted = table.columns().stream()
        .collect(Collectors.toMap(PublishedTable.Column::name, PublishedTable.Column::type));
    there.forEach((column, type) -> {
      boolean own = Set.of("tenant_id", "run_id").contains(column);
      if (!own && !type.equals(wanted.get(column))) {
        sql.add("alter table " + name + " drop column " + column + " cascade");
      }
    });
    for (var column : table.columns()) {
      if (!column.type().equals(there.get(column.name()))) {
        sql.add("alter table " + name + " add column " + column.name() + " " + column.type());
      }
    }
    return sql;
  }

  private static Map<String, String> columns(Connection connection, String table)
      throws SQLException {
    var columns = new LinkedHashMap<String, String>();
    try (var statement = connection.prepareStatement(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute"
            + " where attrelid = to_regclass('analytics.' || ?) and attnum > 0 and not attisdropped order by attnum")) {
      statement.setString(1, table);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return columns;
  }
}
