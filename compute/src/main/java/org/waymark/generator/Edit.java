package org.waymark.generator;

import java.util.function.Predicate;

/// A defect waiting for its row.
///
/// @param from rows that stay untouched first
/// @param fits which row it may hit
record Edit(String kind, long from, Predicate<Row> fits, Change change) {

  /// What happens to the row.
  @FunctionalInterface
  interface Change {
    void apply(Row row, Lines lines);
  }

  /// Where the change puts what replaces the row.
  interface Lines {
    /// A line without fault.
    void keep(Row row);

    /// A faulty line.
    void plant(Row row, String column, String expected, String note);

    /// A fault that is not a line.
    void report(String key, String column, String value, String expected, String note);

    /// A faulty line of other bytes than the row's own.
    void plantBytes(
        byte[] line, String key, String column, String value, String expected, String note);
  }
}
