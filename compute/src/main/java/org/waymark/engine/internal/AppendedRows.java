package org.waymark.engine.internal;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.EngineException;
import org.waymark.engine.RowSink;
import org.waymark.engine.TableShape;

/// Appends rows to a DuckDB table.
public final class AppendedRows implements RowSink {

  private final DuckDBAppender appender;
  private final TableShape shape;
  private long count;

  public AppendedRows(DuckDBAppender appender, TableShape shape) {
    this.appender = appender;
    this.shape = shape;
  }

  public long count() {
    return count;
  }

  @Override
  public void add(@Nullable Object... values) {
    if (values.length != shape.columns().size()) {
      throw new IllegalArgumentException(shape.table() + " has "
          + shape.columns().size() + " columns, the row has " + values.length);
    }
    try {
      appender.beginRow();
      for (int i = 0; i < values.length; i++) {
        append(shape.fit(i, values[i]), i);
      }
      appender.endRow();
      count++;
    } catch (SQLException e) {
      throw new EngineException(shape.table() + ": a row was not taken: " + e.getMessage(), e);
    }
  }

  private void append(@Nullable Object value, int column) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case Integer whole -> appender.append(whole.intValue());
      case Long whole -> appender.append(whole.longValue());
      case Double number -> appender.append(number.doubleValue());
      case Boolean flag -> appender.append(flag.booleanValue());
      case LocalDate day -> appender.append(day);
      case BigDecimal decimal ->
        appender.append(
            decimal.setScale(scale(shape.types().get(column)), java.math.RoundingMode.HALF_EVEN));
      default -> appender.append((String) value);
    }
  }

  /// The digits after the point of `decimal(p,s)`.
  private static int scale(String type) {
    return Integer.parseInt(
        type.substring(type.indexOf(',') + 1, type.indexOf(')')).strip());
  }
}
