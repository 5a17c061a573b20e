package org.waymark.web;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.waymark.access.Accounts;
import org.waymark.access.Person;

/// Another district in the same database: one row of every published table, one person, and a
/// student of whom nobody at Maple Valley may learn.
final class PineHill implements AutoCloseable {
  static final String TENANT = "pine-hill";
  static final String EMAIL = "pat@pinehill.example";
  static final long STUDENT = 424_242_424_242L;
  static final String RUN = "20260515T000000-pine";

  private final MapleValley district;

  private PineHill(MapleValley district) {
    this.district = district;
  }

  static PineHill beside(MapleValley district) throws SQLException {
    PineHill it = new PineHill(district);
    it.close();
    try (Connection owner = district.database.open();
        Statement statement = owner.createStatement()) {
      statement.execute("""
          insert into ledger.run (run_id, tenant_id, status, published_at, as_of_on)
          values ('%s', '%s', 'published', now(), '2026-05-15')
          """.formatted(RUN, TENANT));
      for (String table : tables(statement)) {
        statement.execute(
            "create table analytics_part.%s__pine partition of analytics.%s for values in ('%s')"
                .formatted(table, table, TENANT));
        statement.execute("""
            insert into analytics.%1$s
            select (jsonb_populate_record(t, jsonb_build_object('tenant_id', '%2$s', 'run_id', '%3$s')
              || case when to_jsonb(t) ? 'student_id' then jsonb_build_object('student_id', %4$d) else '{}' end)).*
            from analytics.%1$s t where tenant_id = '%5$s' limit 1
            """.formatted(table, TENANT, RUN, STUDENT, MapleValley.TENANT));
      }
    }
    new Accounts(district.database.owner())
        .open(new Accounts.NewAccount(
            TENANT,
            EMAIL,
            "Pat Quill",
            MapleValley.PASSWORD,
            Person.Role.DISTRICT,
            List.of(),
            null));
    return it;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(
        "select relname from pg_class where relnamespace = 'analytics'::regnamespace and relkind = 'p' order by 1")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /// Other tests count rows of this database: Pine Hill leaves as it came.
  @Override
  public void close() throws SQLException {
    try (Connection owner = district.database.open();
        Statement statement = owner.createStatement()) {
      for (String table : tables(statement)) {
        statement.execute("drop table if exists analytics_part." + table + "__pine");
      }
      statement.execute("delete from ledger.run where tenant_id = '" + TENANT + "'");
      statement.execute(
          "update ledger.person set is_active = false where tenant_id = '" + TENANT + "'");
    }
  }
}
