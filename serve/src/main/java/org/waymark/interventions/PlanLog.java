package org.waymark.interventions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;

/// Sessions and measurements of plans. Both only grow: a mistake is withdrawn and stays in the
/// record.
public final class PlanLog {
  private final JdbcClient rows;

  public PlanLog(JdbcClient rows) {
    this.rows = rows;
  }

  private record SessionRow(
      long planId,
      long planSessionId,
      LocalDate heldOn,
      int minutes,
      @Nullable String missed,
      String remark,
      @Nullable String loggedBy) {}

  private record PointRow(
      long planId,
      long planPointId,
      LocalDate measuredOn,
      double value,
      String remark,
      @Nullable String notedBy) {}

  /// Newest first, by plan.
  public Map<Long, List<PlanSession>> sessions(List<Long> plans) {
    Map<Long, List<PlanSession>> sessions = new TreeMap<>();
    if (plans.isEmpty()) {
      return sessions;
    }
    rows.sql("""
            select plan_id, plan_session_id, held_on, minutes::int as minutes, missed, remark,
                   access.colleague(logged_by) as logged_by
            from ledger.plan_session where plan_id = any (?) and withdrawn_at is null
            order by held_on desc, plan_session_id desc
            """)
        .param(plans.toArray(Long[]::new))
        .query(Records.of(SessionRow.class))
        .list()
        .forEach(r -> sessions
            .computeIfAbsent(r.planId(), id -> new ArrayList<>())
            .add(new PlanSession(
                r.planSessionId(),
                r.heldOn(),
                r.minutes(),
                r.missed(),
                r.remark(),
                Plans.named(r.loggedBy()))));
    return sessions;
  }

  /// Oldest first, by plan.
  public Map<Long, List<PlanPoint>> points(List<Long> plans) {
    Map<Long, List<PlanPoint>> points = new TreeMap<>();
    if (plans.isEmpty()) {
      return points;
    }
    rows.sql("""
            select plan_id, plan_point_id, measured_on, value::double precision as value, remark,
                   access.colleague(noted_by) as noted_by
            from ledger.plan_point where plan_id = any (?) and withdrawn_at is null order by measured_on
            """)
        .param(plans.toArray(Long[]::new))
        .query(Records.of(PointRow.class))
        .list()
        .forEach(r -> points
            .computeIfAbsent(r.planId(), id -> new ArrayList<>())
            .add(new PlanPoint(
                r.planPointId(), r.measuredOn(), r.value(), r.remark(), Plans.named(r.notedBy()))));
    return points;
  }

  /// Logs a session; the same form sent twice logs one.
  ///
  /// @param minutes 0 when it was missed
  /// @param missed why it was not held; null when it was
  /// @return whether it is new
  public boolean session(
      Person person,
      Plan plan,
      String entryKey,
      LocalDate on,
      int minutes,
      @Nullable String missed,
      String remark) {
    return rows.sql("""
                insert into ledger.plan_session
                    (plan_id, tenant_id, student_id, entry_key, held_on, minutes, missed, remark, logged_by)
                values (:plan, :tenant, :student, :key, :on, :minutes, :missed, :remark, :me)
                on conflict (tenant_id, entry_key) do nothing
                """)
            .param("plan", plan.planId())
            .param("tenant", person.tenantId())
            .param("student", plan.studentId())
            .param("key", entryKey)
            .param("on", on)
            .param("minutes", minutes)
            .param("missed", missed, java.sql.Types.VARCHAR)
            .param("remark", remark)
            .param("me", person.personId())
            .update()
        == 1;
  }

  /// Notes a measurement; a second one of the same day takes the place of the first.
  public void point(Person person, Plan plan, LocalDate on, BigDecimal value, String remark) {
    rows.sql("""
            update ledger.plan_point set withdrawn_by = :me, withdrawn_at = now()
            where plan_id = :plan and measured_on = :on and withdrawn_at is null
            """)
        .param("me", person.personId())
        .param("plan", plan.planId())
        .param("on", on)
        .update();
    rows.sql("""
            insert into ledger.plan_point (plan_id, tenant_id, student_id, measured_on, value, remark, noted_by)
            values (:plan, :tenant, :student, :on, :value, :remark, :me)
            """)
        .param("plan", plan.planId())
        .param("tenant", person.tenantId())
        .param("student", plan.studentId())
        .param("on", on)
        .param("value", value)
        .param("remark", remark)
        .param("me", person.personId())
        .update();
  }

  /// Takes a session back; false when it is not there any more.
  public boolean withdrawSession(Person person, long plan, long session) {
    return withdraw("plan_session", person, plan, session);
  }

  /// Takes a measurement back; false when it is not there any more.
  public boolean withdrawPoint(Person person, long plan, long point) {
    return withdraw("plan_point", person, plan, point);
  }

  private boolean withdraw(String table, Person person, long plan, long key) {
    return rows.sql("update ledger." + table
                + " set withdrawn_by = :me, withdrawn_at = now() where plan_id = :plan and "
                + table + "_id = :key and withdrawn_at is null")
            .param("me", person.personId())
            .param("plan", plan)
            .param("key", key)
            .update()
        == 1;
  }
}
