package org.waymark.engine;

import java.util.Set;

/// One SQL file: a plain select, named for the table that it makes.
///
/// @param table room and name, `attendance.student_year`
/// @param dependsOn the tables that the SQL reads, found in the SQL itself
public record Model(String table, String sql, Card card, Set<String> dependsOn) {

  public Model {
    dependsOn = Set.copyOf(dependsOn);
  }

  public String room() {
    return table.substring(0, table.indexOf('.'));
  }

  public String name() {
    return table.substring(table.indexOf('.') + 1);
  }
}
