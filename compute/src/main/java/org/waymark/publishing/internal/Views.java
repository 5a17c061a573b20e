package org.waymark.publishing.internal;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/// The views that dashboards ask for, over the published tables. Each reads as its caller:
/// the policies of the tables below decide.
enum Views {
  FACT_ATTENDANCE("fact_attendance", List.of("fact_attendance_calendar"), """
      select tenant_id, run_id, student_id, school_id, school_year,
             first_on + (day.number::int - 1) as attended_on, day.code,
             case day.code when 'P' then 'present' when 'A' then 'absent_excused'
               when 'U' then 'absent_unexcused' when 'S' then 'suspended_out'
               when 'I' then 'suspended_in' when 'T' then 'tardy' else 'unknown' end as status
      from analytics.fact_attendance_calendar
      cross join lateral unnest(string_to_array(codes, null)) with ordinality as day (code, number)
      where day.code <> '.'
      """),

  RISK_SCORES("vw_student_risk_scores", List.of("fact_indicators", "dim_students"), """
      select s.tenant_id, s.sis_id as student_unique_id, s.first_name, s.last_name as last_surname,
             i.school_id, i.grade_level,
             round((i.attendance_rate * 100)::numeric, 1) as attendance_pct,
             round(i.gpa::numeric, 2) as gpa, i.latest_percentile, i.tier as risk_level
      from analytics.fact_indicators i
      join analytics.dim_students s on s.student_id = i.student_id and s.tenant_id = i.tenant_id
      """);

  private final String view;
  private final List<String> bases;
  private final String query;

  Views(String view, List<String> bases, String query) {
    this.view = view;
    this.bases = bases;
    this.query = query;
  }

  /// Makes way for a table below to change its columns.
  static void dropOver(String table, Statement statement) throws SQLException {
    for (Views one : values()) {
      if (one.bases.contains(table)) {
        statement.execute("drop view if exists analytics." + one.view);
      }
    }
  }

  /// Makes those whose tables are there. Replacing keeps what others have built upon them.
  static void make(Set<String> tables, Statement statement) throws SQLException {
    for (Views one : values()) {
      if (tables.containsAll(one.bases)) {
        statement.execute("create or replace view analytics." + one.view
            + " with (security_invoker = true) as " + one.query);
        statement.execute("grant select on analytics." + one.view
            + " to waymark_reader, waymark_web, waymark_narrow");
      }
    }
  }
}
