package org.waymark.publishing.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.waymark.publishing.PublishedTable;

/// The one short transaction that shows the new numbers: old partitions out, new ones in.
final class Swap {

  private static final String FACT_ATTENDANCE = """
      create or replace view analytics.fact_attendance with (security_invoker = true) as
      select tenant_id, run_id, student_id, school_id, school_year, first_on + (n - 1) as attended_on,
             substr(codes, n, 1) as code,
             case substr(codes, n, 1) when 'P' then 'present' when 'A' then 'absent_excused' when 'U' then 'absent_unexcused'
               when 'S' then 'suspended_out' when 'I' then 'suspended_in' when 'T' then 'tardy' else 'unknown' end as status
      from analytics.fact_attendance_calendar
      cross join lateral generate_series(1, length(codes)) as n
      where substr(codes, n, 1) <> '.'""";

  private static final String RISK_SCORES = """
      create or replace view analytics.vw_student_risk_scores with (security_invoker = true) as
      select s.tenant_id, s.sis_id as student_unique_id, s.first_name, s.last_name as last_surname, i.school_id, i.grade_level,
             round((i.attendance_rate * 100)::numeric, 1) as attendance_pct, round(i.gpa::numeric, 2) as gpa,
             i.latest_percentile, i.tier as risk_level
      from analytics.fact_indicators i
      join analytics.dim_students s on s.student_id = i.student_id and s.tenant_id = i.tenant_id""";

  private Swap() {}

  static void run(Connection connection, List<PublishedTable> tables, String tenant, String runId)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '60s'");
      statement.execute(
          "drop view if exists analytics.fact_attendance, analytics.vw_student_risk_scores");
      for (PublishedTable table : tables) {
        Shape.apply(connection, table);
        for (String old : partitions(connection, table.name(), tenant)) {
          statement.execute("drop table " + Stage.SCHEMA + ".\"" + old + "\"");
        }
        statement.execute("alter table analytics." + table.name() + " attach partition "
            + Stage.SCHEMA + "." + Stage.partition(table.name(), tenant, runId) + " for values in ("
            + Shape.literal(tenant) + ")");
      }
      view(statement, tables, "fact_attendance_calendar", FACT_ATTENDANCE, "fact_attendance");
      view(statement, tables, "fact_indicators", RISK_SCORES, "vw_student_risk_scores");
      try (var published = connection.prepareStatement(
          "update ledger.run set status = 'published', published_at = now() where run_id = ? and tenant_id = ?")) {
        published.setString(1, runId);
        published.setString(2, tenant);
        published.executeUpdate();
      }
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void view(
      Statement statement, List<PublishedTable> tables, String base, String sql, String view)
      throws SQLException {
    if (tables.stream().anyMatch(t -> t.name().equals(base))) {
      statement.execute(sql);
      statement.execute("grant select on analytics." + view + " to waymark_reader, waymark_web, waymark_narrow");
    }
  }

  private static List<String> partitions(Connection connection, String table, String tenant)
      throws SQLException {
    var names = new ArrayList<String>();
    try (var find = connection.prepareStatement(
        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " where i.inhparent = to_regclass('analytics.' || ?) and starts_with(c.relname, ?)")) {
      find.setString(1, table);
      find.setString(2, Stage.prefix(table, tenant));
      try (var rows = find.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }
}
