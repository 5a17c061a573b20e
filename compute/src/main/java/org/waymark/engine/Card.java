package org.waymark.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model says of itself: grain, columns with unit and sensitivity, tests. Feeds the
/// checks of each run, the data dictionary and the column comments in the database.
///
/// @param model room and name, `attendance.student_year`
/// @param materialized a stored table, or a view where the rows are too many to keep twice
/// @param meta free keys: grain, key, access, indexes, published
public record Card(
    String model,
    String description,
    Materialized materialized,
    Map<String, Object> meta,
    List<Column> columns,
    List<DataTest> dataTests) {

  public enum Materialized {
    TABLE,
    VIEW
  }

  /// @param dataType the type in PostgreSQL; empty where the column is never published
  /// @param unit days, points, share 0–1, percent 0–100, …; empty where a unit says nothing
  /// @param sensitivity none, staff, student (education record), direct (names a child)
  public record Column(
      String name,
      String description,
      String dataType,
      String unit,
      String sensitivity,
      List<DataTest> dataTests) {}

  /// A promise about the rows, checked in every run.
  ///
  /// @param kind not_null, unique, accepted_values, relationships, range, expression
  /// @param severity error stops publication; warn is shown
  public record DataTest(String kind, Map<String, Object> arguments, Severity severity) {}

  public enum Severity {
    ERROR,
    WARN,
    INFO
  }

  public Card {
    meta = Map.copyOf(meta);
    columns = List.copyOf(columns);
    dataTests = List.copyOf(dataTests);
  }

  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /// A list of names under a meta key; empty when the key is not there.
  public List<String> metaNames(String key) {
    return meta.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
