package org.waymark.publishing.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.PublishedTable;
import org.waymark.publishing.PublishedTable.Access;

/// One table of one run on its way: filled by COPY, indexed and analysed where nobody looks
/// yet.
final class Stage {

  static final String SCHEMA = "analytics_part";

  /// What PostgreSQL's 63 letters leave when tenant, run and the number of an index are
  /// added.
  private static final int LONGEST_NAME = 36;

  private final String tenant;
  private final String runId;
  private final Path scratch;
  private final String attempt;

  Stage(String tenant, String runId, Path scratch) {
    this.tenant = tenant;
    this.runId = runId;
    this.scratch = scratch;
    this.attempt = hash(runId + " " + UUID.randomUUID());
  }

  String tenant() {
    return tenant;
  }

  String runId() {
    return runId;
  }

  /// The staged table's name: the published one, the tenant and this attempt, short enough
  /// for PostgreSQL. Another attempt at the same run never meets the table that is already
  /// shown.
  String partition(String table) {
    if (table.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "table name " + table + " is longer than " + LONGEST_NAME + " letters");
    }
    return table + "__" + hash(tenant) + "_" + attempt;
  }

  /// The pattern of all staged tables and partitions of a tenant.
  static String ofTenant(String tenant) {
    return "%\\_\\_" + hash(tenant) + "\\_%";
  }

  private static String hash(String text) {
    try {
      byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Table, rows and indexes are one transaction: COPY may then skip the log (what it wrote
  /// is flushed at commit) and mark the rows as old, so that a page whose snapshot is older
  /// than this night still sees them.
  ///
  /// @return rows copied
  long fill(Connection duckDb, Connection postgres, PublishedTable table)
      throws SQLException, IOException {
    String staged = SCHEMA + "." + partition(table.name());
    postgres.setAutoCommit(false);
    long rows;
    try (Statement statement = postgres.createStatement()) {
      statement.execute("set local maintenance_work_mem = '256MB'");
      statement.execute("create table " + staged + " (" + Shape.definitions(table)
          + ", tenant_id text not null default " + Shape.literal(tenant)
          + ", run_id text not null default " + Shape.literal(runId)
          + ", check (tenant_id = " + Shape.literal(tenant) + "))");
      rows = copy(duckDb, postgres, table, staged);
      int number = 0;
      for (var index : indexes(table)) {
        statement.execute("create index " + partition(table.name()) + "_" + number++ + " on "
            + staged + " (" + String.join(", ", index) + ")");
      }
      postgres.commit();
      postgres.setAutoCommit(true);
      statement.execute("analyze " + staged);
    }
    return rows;
  }

  private long copy(Connection duckDb, Connection postgres, PublishedTable table, String staged)
      throws SQLException, IOException {
    Path pipe = scratch.resolve(table.name() + ".csv");
    try (RowStream stream = RowStream.of(duckDb, select(table), pipe)) {
      String into = "copy " + staged + " (" + names(table) + ") from stdin (format csv, freeze)";
      return postgres.unwrap(PGConnection.class).getCopyAPI().copyIn(into, stream.bytes(), 1 << 18);
    } catch (RowStream.CutShort e) {
      throw refusal(table, e.why());
    }
  }

  /// NaN and infinity are no answers; a measure that gives one is a mistake of ours. The
  /// export itself stops at the first, so that no row is read twice to find out.
  private static String select(PublishedTable table) {
    String columns = table.columns().stream()
        .map(c -> isFraction(c.type())
            ? "case when not isfinite(cast(" + c.name() + " as double)) then error('" + table.name()
                + "." + c.name() + " holds a value that is no number (NaN or infinity)') else "
                + c.name() + " end"
            : c.name())
        .collect(Collectors.joining(", "));
    return "select " + columns + " from " + table.source();
  }

  private static boolean isFraction(String type) {
    return type.equals("double precision") || type.equals("real") || type.startsWith("numeric");
  }

  private static PublishException refusal(PublishedTable table, Throwable failure) {
    String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
    int at = said.indexOf(table.name() + ".");
    return said.contains("is no number") && at >= 0
        ? new PublishException(said.substring(at) + "; nothing is published.", failure)
        : new PublishException(table.name() + " could not be read: " + said, failure);
  }

  private static String names(PublishedTable table) {
    return table.columns().stream()
        .map(PublishedTable.Column::name)
        .collect(Collectors.joining(", "));
  }

  /// The table's own indexes, and the one that its row-level security asks.
  private static List<List<String>> indexes(PublishedTable table) {
    var indexes = new ArrayList<>(table.indexes());
    String asked = table.access() == Access.STUDENT
        ? "student_id"
        : table.access() == Access.SCHOOL ? "school_id" : "";
    if (!asked.isEmpty() && indexes.stream().noneMatch(i -> i.getFirst().equals(asked))) {
      indexes.add(List.of(asked));
    }
    return indexes;
  }

  /// What an earlier run left behind when it was killed.
  static void dropLeftovers(Connection postgres, String tenant) throws SQLException {
    try (Statement statement = postgres.createStatement()) {
      statement.execute("create schema if not exists " + SCHEMA);
      var names = new ArrayList<String>();
      try (var find = postgres.prepareStatement("select c.relname from pg_class c"
          + " join pg_namespace n on n.oid = c.relnamespace"
          + " where n.nspname = ? and c.relkind = 'r' and c.relname like ?"
          + " and not exists (select 1 from pg_inherits i where i.inhrelid = c.oid)")) {
        find.setString(1, SCHEMA);
        find.setString(2, ofTenant(tenant));
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
