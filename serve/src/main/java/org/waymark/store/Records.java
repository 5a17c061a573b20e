package org.waymark.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/// Rows as records: each component takes the column of its name, `studentId` that of
/// `student_id`.
///
/// `query(Line.class)` does the same, but asks the driver for a column `studentId` in every row,
/// and every row pays for the exception that there is none: of a list of thousands most of its
/// time.
public final class Records<T extends Record> implements RowMapper<T> {
  private final Constructor<T> constructor;
  private final String[] columns;
  private final Class<?>[] types;
  private final TypeDescriptor[] kinds;
  private final int[] indexes;
  private @Nullable ResultSet known;

  private Records(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    columns = Arrays.stream(components).map(c -> column(c.getName())).toArray(String[]::new);
    indexes = new int[components.length];
    kinds = new TypeDescriptor[components.length];
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has it", e);
    }
    constructor.setAccessible(true);
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = new TypeDescriptor(new MethodParameter(constructor, i));
    }
  }

  /// A mapper for one query; it remembers where the query's columns are.
  public static <T extends Record> Records<T> of(Class<T> type) {
    return new Records<>(type);
  }

  /// `student_id` for `studentId`.
  static String column(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }

  private int index(ResultSet row, int component) throws SQLException {
    var columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnLabel(i).equals(this.columns[component])) {
        return i;
      }
    }
    throw new IllegalArgumentException("the query of a %s has no column %s"
        .formatted(constructor.getDeclaringClass().getSimpleName(), this.columns[component]));
  }

  @Override
  public T mapRow(ResultSet row, int number) throws SQLException {
    if (row != known) {
      for (int i = 0; i < columns.length; i++) {
        indexes[i] = index(row, i);
      }
      known = row;
    }
    @Nullable Object[] values = new Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      @Nullable Object value = JdbcUtils.getResultSetValue(row, indexes[i], types[i]);
      values[i] = types[i].isInstance(value)
          ? value
          : DefaultConversionService.getSharedInstance()
              .convert(value, TypeDescriptor.forObject(value), kinds[i]);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException refused
          ? refused
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
