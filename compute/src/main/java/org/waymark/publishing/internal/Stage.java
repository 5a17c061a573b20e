package org.waymark.publishing.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.PublishedTable;

/// One table of one run on its way: filled by COPY, indexed and analysed where nobody looks yet.
final class Stage {

  static final String SCHEMA = "analytics_part";

  private final String tenant;
  private final String runId;
  private final Path scratch;

  Stage(String tenant, String runId, Path scratch) {
    this.tenant = tenant;
    this.runId = runId;
    this.scratch = scratch;
  }

  /// The staged table's name: the published one, the tenant and the run, short enough for
  /// PostgreSQL.
  static String partition(String table, String tenant, String runId) {
    return prefix(table, tenant) + Integer.toHexString(runId.hashCode());
  }

  static String prefix(String table, String tenant) {
    return table + "__" + Integer.toHexString(tenant.hashCode()) + "_";
  }

  /// @return rows copied
  long fill(Connection duckDb, Connection postgres, PublishedTable table)
      throws SQLException, IOException {
    String staged = SCHEMA + "." + partition(table.name(), tenant, runId);
    refuseNonNumbers(duckDb, table);
    Path csv = scratch.resolve(table.name() + ".csv");
    try {
      String columns = table.columns().stream()
          .map(PublishedTable.Column::name)
          .collect(Collectors.joining(", "));
      try (Statement out = duckDb.createStatement()) {
        out.execute("copy (select " + columns + " from " + table.source() + ") to '" + csv
            + "' (format csv, header false, delimiter ',', quote '\"', escape '\"', nullstr '')");
      }
      postgres.setAutoCommit(false);
      long rows;
      try (Statement statement = postgres.createStatement();
          InputStream in = Files.newInputStream(csv)) {
        statement.execute("drop table if exists " + staged);
        statement.execute("create table " + staged + " (" + Shape.definitions(table)
            + ", tenant_id text not null default "
            + Shape.literal(tenant) + ", run_id text not null default " + Shape.literal(runId)
            + ", check (tenant_id = "
            + Shape.literal(tenant) + "))");
        rows = postgres
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + staged + " (" + columns + ") from stdin (format csv)", in, 1 << 20);
        int number = 0;
        for (var index : table.indexes()) {
          statement.execute("create index " + partition(table.name(), tenant, runId) + "_"
              + number++ + " on " + staged + " (" + String.join(", ", index) + ")");
        }
        postgres.commit();
        postgres.setAutoCommit(true);
        statement.execute("analyze " + staged);
      }
      return rows;
    } finally {
      Files.deleteIfExists(csv);
    }
  }

  /// NaN and infinity are no answers; a measure that gives one is a mistake of ours.
  private static void refuseNonNumbers(Connection duckDb, PublishedTable table)
      throws SQLException {
    var doubles = table.columns().stream()
        .filter(c -> c.type().equals("double precision"))
        .toList();
    if (doubles.isEmpty()) {
      return;
    }
    String counts = doubles.stream()
        .map(c -> "count(*) filter (where isnan(" + c.name() + ") or isinf(" + c.name() + "))")
        .collect(Collectors.joining(", "));
    try (Statement statement = duckDb.createStatement();
        ResultSet answer = statement.executeQuery("select " + counts + " from " + table.source())) {
      answer.next();
      for (int i = 0; i < doubles.size(); i++) {
        if (answer.getLong(i + 1) > 0) {
          throw new PublishException(
              table.name() + "." + doubles.get(i).name() + " holds " + answer.getLong(i + 1)
                  + " values that are no numbers (NaN or infinity); nothing is published.");
        }
      }
    }
  }

  /// What an earlier run left behind when it was killed.
  static void dropLeftovers(Connection postgres, String tenant) throws SQLException {
    try (Statement statement = postgres.createStatement()) {
      statement.execute("create schema if not exists " + SCHEMA);
      var names = new java.util.ArrayList<String>();
      try (var find = postgres.prepareStatement(
          "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
              + " where n.nspname = ? and c.relkind = 'r' and c.relname like ?"
              + " and not exists (select 1 from pg_inherits i where i.inhrelid = c.oid)")) {
        find.setString(1, SCHEMA);
        find.setString(2, "%\\_\\_" + Integer.toHexString(tenant.hashCode()) + "\\_%");
        try (ResultSet rows = find.executeQuery()) {
          while (rows.next()) {
            names.add(rows.getString(1));
          }
        }
      }
      for (String name : names) {
        statement.execute("drop table " + SCHEMA + ".\"" + name + "\"");
      }
    }
  }
}
