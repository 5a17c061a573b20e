package org.waymark.engine;

import java.util.List;

/// DDL and literals that DuckDB and Spark both accept.
public final class TableLiterals {

  private TableLiterals() {}

  public static String create(String table, List<String> columns, List<String> types) {
    var sql = new StringBuilder("create or replace table ").append(table).append(" (");
    for (int i = 0; i < columns.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(columns.get(i)).append(' ').append(types.get(i));
    }
    return sql.append(')').toString();
  }

  /// An empty literal is null; everything else is quoted and cast to the column's type.
  public static String insert(String table, List<String> types, List<List<String>> literals) {
    return "insert into " + table + " " + select(types, literals);
  }

  /// The literals as one query.
  public static String select(List<String> types, List<List<String>> literals) {
    var sql = new StringBuilder();
    for (var row : literals) {
      sql.append(sql.isEmpty() ? "select " : " union all select ");
      for (int i = 0; i < types.size(); i++) {
        String literal = row.get(i);
        String value = literal.isEmpty() ? "null" : "'" + literal.replace("'", "''") + "'";
        sql.append(i == 0 ? "" : ", ")
            .append("cast(")
            .append(value)
            .append(" as ")
            .append(types.get(i))
            .append(')');
      }
    }
    return sql.toString();
  }
}
