package org.waymark.engine;

import java.util.List;

/// A database that runs the models. DuckDB by default; Spark for a state.
///
/// Both engines define the same few functions for what their dialects say differently
/// (`stable_key`, `days_between`, `add_days`, `month_of`, `day_bit`); see
/// `dialect/duckdb.sql`.
public interface SqlEngine extends AutoCloseable {

  String name();

  void createSchema(String schema);

  /// Makes `table` anew from a query.
  ///
  /// @return how many rows it holds
  long createTable(String table, String select);

  void createView(String table, String select);

  /// Makes an empty table, or fills it with the given literals: how worked cases set their
  /// scene.
  ///
  /// @param types SQL types that both engines know, one per column
  void createTable(
      String table, List<String> columns, List<String> types, List<List<String>> literals);

  QueryResult query(String sql);

  @Override
  void close();
}
