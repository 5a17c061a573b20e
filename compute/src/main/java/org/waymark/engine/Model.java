package org.waymark.engine;

import java.util.Set;

/// One table and how it is made, named for what one row is.
///
/// @param table room and name, `attendance.student_year`
/// @param dependsOn the tables that it reads; for a select found in the SQL itself
public record Model(String table, Making making, Card card, Set<String> dependsOn) {

  public Model {
    dependsOn = Set.copyOf(dependsOn);
  }

  public String room() {
    return table.substring(0, table.indexOf('.'));
  }

  public String name() {
    return table.substring(table.indexOf('.') + 1);
  }

  /// Makes the table anew.
  ///
  /// @return how many rows it holds; 0 for a view
  public long build(SqlEngine engine) {
    return switch (making) {
      case Making.Select(String sql) -> {
        if (card.materialized() == Card.Materialized.TABLE) {
          yield engine.createTable(table, sql);
        }
        engine.createView(table, sql);
        yield 0;
      }
      case Making.Shipped shipped ->
        engine.fillTable(
            table, TableShape.of(card), sink -> TableShape.of(card).read(shipped, sink));
      case Making.Computed(JavaModel code) ->
        engine.fillTable(table, TableShape.of(card), sink -> code.compute(engine, sink));
    };
  }
}
