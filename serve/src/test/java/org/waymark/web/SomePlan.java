package org.waymark.web;

import java.sql.SQLException;

/// A plan for a student, one per student, put into the ledger without asking anybody.
final class SomePlan {
  private SomePlan() {}

  /// @return its key
  static long of(MapleValley district, String student) throws SQLException {
    String key = "some-plan-" + student;
    district.execute("""
        insert into ledger.plan (tenant_id, student_id, entry_key, title, tier, area, measure, baseline, target, goal_by,
          starts_on, minutes_per_session, sessions_per_week, lead_id, created_by, created_role, changed_by)
        select s.tenant_id, s.student_id, '%s', 'Some plan', 2, 'math', 'score', 1, 2, current_date + 30,
          current_date - 30, 30, 3, p.person_id, p.person_id, p.role, p.person_id
        from analytics.dim_students s
        join lateral (select person_id, role from ledger.person p
                      where p.tenant_id = s.tenant_id and p.role = 'district' order by person_id limit 1) p on true
        where s.student_id = %s on conflict do nothing""".formatted(key, student));
    return district.count("select plan_id from ledger.plan where entry_key = '" + key + "'");
  }

  static void takeAway(MapleValley district) throws SQLException {
    district.execute("""
        alter table ledger.plan_event disable trigger append_only;
        delete from ledger.plan_event where plan_id in (select plan_id from ledger.plan where title = 'Some plan');
        delete from ledger.plan where title = 'Some plan';
        alter table ledger.plan_event enable trigger append_only""");
  }
}
