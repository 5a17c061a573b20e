package org.waymark.web.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the indicators of students.
public final class SignsReader {
  private SignsReader() {}

  /// The indicators of one student, where the run could say anything.
  public static Optional<Signs> read(JdbcClient rows, long studentId) {
    return rows
        .sql("select * from analytics.fact_indicators where student_id = ?")
        .param(studentId)
        .query((row, n) -> of(row))
        .list()
        .stream()
        .findFirst();
  }

  static Signs of(ResultSet row) throws SQLException {
    return Signs.of(
        row.getString("tier"),
        row.getInt("yellow_flags"),
        row.getInt("red_flags"),
        row.getInt("unknown_flags"),
        Signs.indicator(
            "Attendance", row.getString("attendance_flag"), row.getString("attendance_reason")),
        Signs.indicator("Grades", row.getString("grades_flag"), row.getString("grades_reason")),
        Signs.indicator(
            "Tests", row.getString("assessment_flag"), row.getString("assessment_reason")),
        Signs.indicator(
            "Behavior", row.getString("behavior_flag"), row.getString("behavior_reason")));
  }
}
