package org.waymark.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.waymark.engine.Card;
import org.waymark.engine.Card.DataTest;
import org.waymark.engine.Model;
import org.waymark.engine.QueryResult;
import org.waymark.engine.SqlEngine;

/// The promises that the cards make about their rows, asked of the snapshot in one query
/// per model.
public final class CardChecks {

  private record Ask(String id, String title, DataTest test, String failedSql) {}

  private CardChecks() {}

  public static List<CheckResult> run(SqlEngine engine, List<Model> models) {
    var results = new ArrayList<CheckResult>();
    for (Model model : models) {
      results.addAll(run(engine, model));
    }
    return results;
  }

  private static List<CheckResult> run(SqlEngine engine, Model model) {
    Card card = model.card();
    var asks = new ArrayList<Ask>();
    for (Card.Column column : card.columns()) {
      for (DataTest test : column.dataTests()) {
        asks.add(ask(model.table(), column.name(), test));
      }
    }
    for (DataTest test : card.dataTests()) {
      asks.add(ask(model.table(), "", test));
    }
    if (asks.isEmpty()) {
      return List.of();
    }
    String sql = asks.stream()
        .map(Ask::failedSql)
        .collect(
            Collectors.joining(", ", "select (select count(*) from " + model.table() + "), ", ""));
    QueryResult answer = engine.query(sql);
    long of = number(answer, 0);
    var results = new ArrayList<CheckResult>();
    for (int i = 0; i < asks.size(); i++) {
      Ask ask = asks.get(i);
      results.add(new CheckResult(
          ask.id(),
          ask.title(),
          ask.test().severity(),
          number(answer, i + 1),
          of,
          "This is a promise of the model itself. Look at the rows that it names and at the files behind them.",
          List.of()));
    }
    return results;
  }

  private static Ask ask(String table, String column, DataTest test) {
    String id = table + (column.isEmpty() ? "" : "." + column) + "." + test.kind();
    return switch (test.kind()) {
      case "not_null" ->
        new Ask(
            id,
            table + ": " + column + " is always given",
            test,
            "(select count(*) from " + table + " where " + column + " is null)");
      case "unique" -> {
        String columns = column.isEmpty() ? String.join(", ", names(test, "columns")) : column;
        yield new Ask(
            id,
            table + ": " + columns + " is unique",
            test,
            "(select count(*) from (select 1 from " + table + " where "
                + columns.split(",")[0] + " is not null group by " + columns
                + " having count(*) > 1) as repeated)");
      }
      case "accepted_values" -> {
        String values = names(test, "values").stream()
            .map(v -> "'" + v.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
        yield new Ask(
            id,
            table + ": " + column + " is one of " + values,
            test,
            "(select count(*) from " + table + " where " + column + " not in (" + values + "))");
      }
      case "range" ->
        new Ask(
            id,
            table + ": " + column + " lies between " + test.arguments().get("min") + " and "
                + test.arguments().get("max"),
            test,
            "(select count(*) from " + table + " where " + column + " < "
                + test.arguments().get("min") + " or " + column + " > "
                + test.arguments().get("max") + ")");
      case "relationships" -> {
        String to = String.valueOf(test.arguments().get("to"));
        String field = String.valueOf(test.arguments().get("field"));
        yield new Ask(
            id,
            table + ": every " + column + " is in " + to,
            test,
            "(select count(*) from (select distinct " + column + " as k from " + table
                + ") as seen where k is not null" + " and not exists (select 1 from " + to
                + " as target where target." + field + " = seen.k))");
      }
      case "expression" ->
        new Ask(
            id,
            table + ": " + test.arguments().get("sql"),
            test,
            "(select count(*) from " + table + " where not (" + test.arguments().get("sql") + "))");
      default -> throw new IllegalArgumentException("unknown test " + test.kind() + " of " + table);
    };
  }

  private static List<String> names(DataTest test, String key) {
    return test.arguments().get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static long number(QueryResult answer, int column) {
    Object value = answer.rows().getFirst().get(column);
    return value instanceof Number n ? n.longValue() : 0;
  }
}
