package org.waymark.sources.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A DuckDB connection, spoken to in whole statements.
final class Db {
  private final Connection connection;

  Db(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean ignored = statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    return query(sql, row -> row.getLong(1)).getFirst();
  }

  boolean isAny(String sql) throws SQLException {
    return number("select case when exists (" + sql + ") then 1 else 0 end") == 1;
  }

  <T> List<T> query(String sql, Reader<T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// A text as an SQL literal.
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// A name as an SQL identifier.
  static String name(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
