package org.waymark.spark;

import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/// A row of Spark as the models read it.
record SparkRow(Row row) implements org.waymark.engine.Row {

  @Override
  public boolean isNull(int column) {
    return row.isNullAt(column);
  }

  @Override
  public long whole(int column) {
    return isNull(column) ? 0 : ((Number) row.get(column)).longValue();
  }

  @Override
  public double number(int column) {
    return isNull(column) ? 0 : ((Number) row.get(column)).doubleValue();
  }

  @Override
  public String text(int column) {
    return isNull(column) ? "" : row.get(column).toString();
  }

  @Override
  public @Nullable LocalDate day(int column) {
    return isNull(column) ? null : row.getDate(column).toLocalDate();
  }
}
