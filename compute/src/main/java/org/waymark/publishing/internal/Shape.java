package org.waymark.publishing.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.waymark.publishing.PublishedTable;

/// The partitioned parent of a published table: made when missing, brought into shape when
/// the product has moved on, with comments, rights and row-level security. Safe to apply
/// any number of times, and to the rows of other tenants, who keep every column that still
/// fits.
final class Shape {

  private Shape() {}

  /// @param staged the filled table that will be a partition: its columns are the shape
  static void apply(Connection connection, PublishedTable table, String staged)
      throws SQLException {
    String name = "analytics." + table.name();
    Map<String, String> there = columns(connection, name);
    try (Statement statement = connection.createStatement()) {
      if (there.isEmpty()) {
        statement.execute("create table " + name + " (" + definitions(table)
            + ", tenant_id text not null, run_id text not null) partition by list (tenant_id)");
      } else {
        Map<String, String> wanted = columns(connection, staged);
        if (!wanted.equals(there)) {
          Views.dropOver(table.name(), statement);
          change(connection, statement, name, there, wanted);
        }
      }
      for (String line : words(table, name)) {
        statement.addBatch(line);
      }
      for (String line : Policies.of(table)) {
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

  private static List<String> words(PublishedTable table, String name) {
    var sql = new ArrayList<String>();
    sql.add("comment on table " + name + " is " + literal(table.description()));
    for (var column : table.columns()) {
      sql.add("comment on column " + name + "." + column.name() + " is "
          + literal(column.description()));
    }
    return sql;
  }

  private static void change(
      Connection connection,
      Statement statement,
      String name,
      Map<String, String> there,
      Map<String, String> wanted)
      throws SQLException {
    for (String column : there.keySet()) {
      if (!wanted.containsKey(column)) {
        statement.execute("alter table " + name + " drop column " + column);
      }
    }
    for (var column : wanted.entrySet()) {
      String old = there.get(column.getKey());
      String added = "add column " + column.getKey() + " " + column.getValue();
      if (old == null) {
        statement.execute("alter table " + name + " " + added);
      } else if (!old.equals(column.getValue())) {
        Savepoint before = connection.setSavepoint();
        try {
          statement.execute("alter table " + name + " alter column " + column.getKey() + " type "
              + column.getValue() + " using " + column.getKey() + "::" + column.getValue());
        } catch (SQLException doesNotFit) {
          connection.rollback(before);
          statement.execute(
              "alter table " + name + " drop column " + column.getKey() + ", " + added);
        }
      }
    }
  }

  private static Map<String, String> columns(Connection connection, String table)
      throws SQLException {
    var columns = new LinkedHashMap<String, String>();
    try (var statement = connection.prepareStatement(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid ="
            + " to_regclass(?) and attnum > 0 and not attisdropped order by attnum")) {
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
