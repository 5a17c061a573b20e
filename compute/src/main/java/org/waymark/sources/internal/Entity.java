package org.waymark.sources.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One kind of fact, and the columns of its table.
///
/// @param key columns that make two rows the same fact; `student` stands for the matched
///     student
/// @param hasStudents true if its rows name students by the three ids
record Entity(String name, List<String> key, boolean hasStudents, List<Column> columns) {
  static final List<String> STUDENT_IDS =
      List.of("student_id", "student_state_id", "student_alternate_id");

  Entity {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
  }

  Optional<Column> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /// Says whether a row still holds; every entity has it as a target, none as a column.
  static final Column RECORD_STATUS = new Column(
      "record_status",
      ColumnType.TEXT,
      false,
      List.of("active", "withdrawn"),
      false,
      null,
      null,
      false,
      false,
      false,
      null);

  /// What a mapping may fill.
  Optional<Column> target(String wanted) {
    return wanted.equals(RECORD_STATUS.name()) ? Optional.of(RECORD_STATUS) : column(wanted);
  }

  String table() {
    return "sources." + name;
  }

  /// @param values the words allowed, as stored; empty if any
  /// @param isOpen true if other words are kept as written
  /// @param isPast true if the day cannot lie ahead of the run
  /// @param isFar true if the day may lie years ahead
  /// @param refers entity (or `school`) whose id it must be
  record Column(
      String name,
      ColumnType type,
      boolean isRequired,
      List<String> values,
      boolean isOpen,
      @Nullable Double min,
      @Nullable Double max,
      boolean isPercent,
      boolean isPast,
      boolean isFar,
      @Nullable String refers) {

    Column {
      values = List.copyOf(values);
    }

    static Column text(String name) {
      return new Column(
          name, ColumnType.TEXT, false, List.of(), false, null, null, false, false, false, null);
    }
  }
}
