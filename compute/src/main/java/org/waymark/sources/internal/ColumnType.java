package org.waymark.sources.internal;

/// The kinds of value a column can hold, and how DuckDB stores them.
enum ColumnType {
  TEXT("VARCHAR", "a value"),
  INTEGER("INTEGER", "a whole number"),
  NUMBER("DOUBLE", "a number"),
  BOOLEAN("BOOLEAN", "true or false"),
  DATE("DATE", "a date such as 2026-05-15 or 5/15/2026"),
  TIMESTAMP("TIMESTAMP", "a date or time such as 2026-05-15T10:00:00Z"),
  GRADE_LEVEL("VARCHAR", "a grade PK, K or 1 to 12"),
  SCHOOL_YEAR("INTEGER", "a school year such as 2025-2026");

  private final String sql;
  private final String words;

  ColumnType(String sql, String words) {
    this.sql = sql;
    this.words = words;
  }

  String sql() {
    return sql;
  }

  /// What a person was expected to write.
  String words() {
    return words;
  }

  /// The kind of issue that a value has which is not of this type.
  String issue() {
    return switch (this) {
      case TEXT -> "unknown_code";
      case INTEGER, NUMBER -> "not_a_number";
      case BOOLEAN -> "not_a_boolean";
      case DATE, TIMESTAMP -> "not_a_date";
      case GRADE_LEVEL -> "not_a_grade";
      case SCHOOL_YEAR -> "not_a_school_year";
    };
  }
}
