package org.waymark.interventions;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;

/// Who changed what of a plan, as the database itself kept it.
public final class PlanHistory {
  private final JdbcClient rows;

  public PlanHistory(JdbcClient rows) {
    this.rows = rows;
  }

  /// One version of a plan.
  ///
  /// @param kind created, changed, completed, stopped or reopened
  /// @param changes in words, such as "tier: 2 → 3"
  public record Event(
      long planId, int version, String kind, String who, OffsetDateTime at, List<String> changes) {}

  private record Row(
      long planId, int version, String kind, String who, OffsetDateTime at, String changes) {}

  /// Newest first.
  public List<Event> of(long student) {
    return rows.sql("""
            select e.plan_id, e.version, e.kind, coalesce(access.colleague(e.by_id), 'someone who left') as who, e.at,
                   coalesce((select string_agg(c.key || E'\\x1f' || coalesce(c.value ->> 0, '')
                                               || E'\\x1f' || coalesce(c.value ->> 1, ''), E'\\x1e' order by c.key)
                             from jsonb_each(e.changes) c), '') as changes
            from ledger.plan_event e where e.student_id = ? order by e.at desc, e.version desc
            """).param(student).query(Records.of(Row.class)).list().stream()
        .map(row -> new Event(
            row.planId(), row.version(), row.kind(), row.who(), row.at(), words(row.changes())))
        .toList();
  }

  private static List<String> words(String changes) {
    List<String> words = new ArrayList<>();
    for (String change : changes.isEmpty() ? new String[0] : changes.split("\u001e", -1)) {
      String[] part = change.split("\u001f", -1);
      String field = part[0].replace('_', ' ');
      switch (part[0]) {
        // a long text and a key of a person say nothing in a line
        case "what" -> words.add("description changed");
        case "lead_id" -> words.add("lead changed");
        case "status", "ended_on", "outcome_reason" -> {}
        default ->
          words.add("%s: %s → %s"
              .formatted(
                  field,
                  part[1].isEmpty() ? "nothing" : part[1],
                  part[2].isEmpty() ? "nothing" : part[2]));
      }
    }
    return words;
  }
}
