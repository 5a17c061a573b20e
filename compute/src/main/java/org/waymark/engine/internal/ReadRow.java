package org.waymark.engine.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.EngineException;
import org.waymark.engine.Row;

/// The row on which a result stands.
public final class ReadRow implements Row {

  private final ResultSet result;

  public ReadRow(ResultSet result) {
    this.result = result;
  }

  @Override
  public boolean isNull(int column) {
    return read(() -> result.getObject(column + 1)) == null;
  }

  @Override
  public long whole(int column) {
    Long value = read(() -> result.getLong(column + 1));
    return value == null ? 0 : value;
  }

  @Override
  public double number(int column) {
    Double value = read(() -> result.getDouble(column + 1));
    return value == null ? 0 : value;
  }

  @Override
  public String text(int column) {
    String value = read(() -> result.getString(column + 1));
    return value == null ? "" : value;
  }

  @Override
  public @Nullable LocalDate day(int column) {
    return read(() -> result.getObject(column + 1, LocalDate.class));
  }

  private interface Question<T> {
    @Nullable
    T ask() throws SQLException;
  }

  private static <T> @Nullable T read(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new EngineException("A row could not be read: " + e.getMessage(), e);
    }
  }
}
