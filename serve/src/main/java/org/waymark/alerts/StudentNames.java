package org.waymark.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The students of tonight's news by name, for letters whose readers may see them.
final class StudentNames {

  private final Map<Long, String> names;

  private StudentNames(Map<Long, String> names) {
    this.names = names;
  }

  static StudentNames read(Connection connection, String tenant, Set<Long> students)
      throws SQLException {
    var names = new HashMap<Long, String>();
    if (!students.isEmpty()) {
      try (var query = connection.prepareStatement(
          "select s.student_id, s.first_name || ' ' || s.last_name || coalesce(', grade ' || s.grade_level, '')"
              + " || coalesce(', ' || c.school_name, '')"
              + " from analytics.dim_students s left join analytics.dim_schools c on c.tenant_id = s.tenant_id and c.school_id = s.current_school_id"
              + " where s.tenant_id = ? and s.student_id = any (?)")) {
        query.setString(1, tenant);
        query.setArray(2, connection.createArrayOf("bigint", students.toArray()));
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            names.put(rows.getLong(1), String.valueOf(rows.getString(2)));
          }
        }
      }
    }
    return new StudentNames(names);
  }

  String of(long student) {
    return names.getOrDefault(student, "A student");
  }
}
