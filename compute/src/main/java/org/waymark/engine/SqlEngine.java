package org.waymark.engine;

import java.util.List;
import java.util.function.Consumer;

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

  /// Makes `table` anew from rows that code makes.
  ///
  /// @return how many rows it holds
  long fillTable(String table, TableShape shape, Consumer<RowSink> rows);

  QueryResult query(String sql);

  /// Reads a query row by row; for what is too long to hold.
  void scan(String sql, Consumer<Row> each);

  @Override
  void close();
}
