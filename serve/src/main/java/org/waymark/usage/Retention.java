package org.waymark.usage;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Turns old events into counts of weeks, and lets old ratings go.
public final class Retention {
  private Retention() {}

  /// Whole weeks that ended before the time to keep become counts; small ones are not written
  /// down, here as on the page.
  public static void keep(DataSource owner, String tenant, UsageSettings settings) {
    JdbcClient rows = JdbcClient.create(owner);
    new TransactionTemplate(new JdbcTransactionManager(owner)).executeWithoutResult(status -> {
      rows.sql("""
              insert into ledger.event_week (tenant_id, week, kind, place, role, events, people)
              select :tenant, c.week, c.kind, c.place, c.role, c.events, c.people
              from access.usage_cells(:tenant, '-infinity', access.usage_end(:days)) c
              where c.people is not null
              on conflict (tenant_id, week, kind, place, role) do nothing
              """).param("tenant", tenant).param("days", settings.keepDays()).update();
      rows.sql(
              "delete from ledger.event where tenant_id = :tenant and at < access.usage_end(:days)")
          .param("tenant", tenant)
          .param("days", settings.keepDays())
          .update();
      rows.sql("""
              delete from ledger.rating
              where tenant_id = :tenant and rated_on < access.usage_end(:days)::date
              """).param("tenant", tenant).param("days", settings.keepDays()).update();
    });
  }
}
