package org.waymark.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Columns and types of a table that is not made by a select.
///
/// @param types SQL types that both engines know
public record TableShape(String table, List<String> columns, List<String> types) {

  public TableShape {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  /// The shape that a card describes.
  public static TableShape of(Card card) {
    var columns = new ArrayList<String>();
    var types = new ArrayList<String>();
    for (Card.Column column : card.columns()) {
      columns.add(column.name());
      types.add(type(card.model(), column));
    }
    return new TableShape(card.model(), columns, types);
  }

  /// A value as its column's type has it.
  ///
  /// @throws IllegalArgumentException if it is of another type, or not a number
  public @Nullable Object fit(int column, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    String type = types.get(column);
    try {
      return switch (type) {
        case "int" -> Math.toIntExact(((Number) value).longValue());
        case "bigint" -> ((Number) value).longValue();
        case "double" -> finite(column, ((Number) value).doubleValue());
        case "string" -> (String) value;
        case "boolean" -> (Boolean) value;
        case "date" -> (LocalDate) value;
        default ->
          value instanceof BigDecimal decimal
              ? decimal
              : BigDecimal.valueOf(finite(column, ((Number) value).doubleValue()));
      };
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          name(column) + " is " + type + ", not " + value.getClass().getSimpleName(), e);
    }
  }

  /// Gives shipped rows their types.
  void read(Making.Shipped shipped, RowSink sink) {
    for (List<String> row : shipped.rows()) {
      var values = new @Nullable Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = parse(i, row.get(i));
      }
      sink.add(values);
    }
  }

  private @Nullable Object parse(int column, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (types.get(column)) {
      case "int", "bigint" -> Long.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "string" -> text;
      case "boolean" -> Boolean.valueOf(text);
      case "date" -> LocalDate.parse(text);
      default -> new BigDecimal(text);
    };
  }

  private double finite(int column, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          name(column) + " saw " + number + "; a missing answer is null beside its reason");
    }
    return number;
  }

  private String name(int column) {
    return table + "." + columns.get(column);
  }

  private static String type(String model, Card.Column column) {
    String type = column.dataType().toLowerCase(Locale.ROOT).strip();
    return switch (type) {
      case "text", "jsonb" -> "string";
      case "integer" -> "int";
      case "double precision" -> "double";
      case "bigint", "boolean", "date" -> type;
      default -> {
        if (type.startsWith("numeric(")) {
          yield type.replace("numeric", "decimal");
        }
        throw new IllegalStateException(model + "." + column.name() + ": data_type \"" + type
            + "\" says no type; expected text, bigint, integer, double precision, boolean,"
            + " date or numeric(p,s)");
      }
    };
  }
}
