package org.waymark.web;

import java.sql.SQLException;

/// Alerts for the district leader, put into the ledger without a night.
final class SomeAlert {
  private SomeAlert() {}

  static void about(MapleValley district, long... students) throws SQLException {
    for (long student : students) {
      district.execute("""
          insert into ledger.episode (tenant_id, kind, subject, student_id, lines, run_id, opened_at)
          values ('%1$s', 'high_risk', 'some alert %2$d', %2$d, '["Missed 30 of 100 school days"]', '%3$s', now())
          on conflict do nothing;
          insert into ledger.alert (tenant_id, person_id, episode_id, because, way, told_at)
          select e.tenant_id, p.person_id, e.episode_id, 'district leader', 'email', now()
          from ledger.episode e join ledger.person p on p.tenant_id = e.tenant_id and p.email = '%4$s'
          where e.subject = 'some alert %2$d' on conflict do nothing""".formatted(
              MapleValley.TENANT, student, district.runId, MapleValley.Role.DISTRICT.email));
    }
  }

  /// A letter that failed and one that waits.
  static void letters(MapleValley district) throws SQLException {
    district.execute("""
        insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, body, status, attempts, last_error)
        values ('%1$s', 'some letter 1', 'high_risk', 'teams', 'student-support', '{}', 'failed', 15, 'The endpoint answered 404'),
               ('%1$s', 'some letter 2', 'data_refused', 'ticket', 'desk', '{}', 'waiting', 0, null)
        on conflict do nothing""".formatted(MapleValley.TENANT));
  }

  static void takeAway(MapleValley district) throws SQLException {
    district.execute("delete from ledger.outbox where dedupe_key like 'some letter %'");
    district.execute("delete from ledger.episode where subject like 'some alert %'");
  }
}
