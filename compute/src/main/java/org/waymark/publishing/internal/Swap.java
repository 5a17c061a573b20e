package org.waymark.publishing.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.waymark.publishing.Beside;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.PublishedTable;

/// The one short transaction that shows the new numbers: old partitions out, new ones in.
///
/// It locks every published table before it changes the first. A page that has read one table
/// therefore sees the same run in all others until it ends. It waits for a lock only half a
/// second, less than PostgreSQL takes to look for deadlocks: pages pass first, and the swap
/// tries again.
final class Swap {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DEADLOCK = "40P01";

  private final Connection connection;
  private final List<PublishedTable> tables;
  private final Stage stage;
  private final Publication.Extent extent;
  private final Beside beside;

  Swap(
      Connection connection,
      List<PublishedTable> tables,
      Stage stage,
      Publication.Extent extent,
      Beside beside) {
    this.connection = connection;
    this.tables = tables;
    this.stage = stage;
    this.extent = extent;
    this.beside = beside;
  }

  /// @param patience how long readers may keep a table before the publication is given up
  void run(Duration patience) throws SQLException {
    long giveUp = System.nanoTime() + patience.toNanos();
    connection.setAutoCommit(false);
    try {
      while (true) {
        try {
          swap();
          return;
        } catch (SQLException e) {
          connection.rollback();
          boolean taken =
              LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || DEADLOCK.equals(e.getSQLState());
          if (!taken) {
            throw e;
          }
          if (System.nanoTime() > giveUp) {
            throw new PublishException(
                "Readers have held the published tables for " + patience.toMinutes()
                    + " minutes; end the long query and run again.",
                e);
          }
          pause();
        }
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private void swap() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '500ms'");
      Map<String, List<String>> there = partitions();
      if (!there.isEmpty()) {
        statement.execute("lock table "
            + there.keySet().stream()
                .map(t -> "only analytics." + t)
                .collect(Collectors.joining(", "))
            + " in access exclusive mode");
      }
      Set<String> names =
          tables.stream().map(PublishedTable::name).collect(Collectors.toCollection(TreeSet::new));
      for (var old : partitions().entrySet()) {
        if (extent == Publication.Extent.ALL || names.contains(old.getKey())) {
          for (String partition : old.getValue()) {
            statement.execute("drop table " + Stage.SCHEMA + ".\"" + partition + "\"");
          }
        }
      }
      for (PublishedTable table : tables) {
        String staged = Stage.SCHEMA + "." + stage.partition(table.name());
        Shape.apply(connection, table, staged);
        statement.execute("alter table analytics." + table.name() + " attach partition " + staged
            + " for values in (" + Shape.literal(stage.tenant()) + ")");
      }
      if (extent == Publication.Extent.THESE) {
        names.addAll(there.keySet());
      }
      Views.make(names, statement);
      markRun();
      beside.write(connection, stage.runId());
      connection.commit();
    }
  }

  private void markRun() throws SQLException {
    try (var published = connection.prepareStatement(
        "update ledger.run set status = 'published', published_at = now()"
            + " where run_id = ? and tenant_id = ?")) {
      published.setString(1, stage.runId());
      published.setString(2, stage.tenant());
      published.executeUpdate();
    }
  }

  /// Every published table, and the partitions that the tenant has in it. A table that this
  /// run no longer publishes is among them: its old rows go too, or they would pass for
  /// today's.
  private Map<String, List<String>> partitions() throws SQLException {
    Map<String, List<String>> found = new TreeMap<>();
    try (var find = connection.prepareStatement("""
        select parent.relname, part.relname
        from pg_class parent
        join pg_namespace n on n.oid = parent.relnamespace and n.nspname = 'analytics'
        left join pg_inherits i on i.inhparent = parent.oid
        left join pg_class part on part.oid = i.inhrelid and part.relname like ?
        where parent.relkind = 'p'
        order by parent.relname""")) {
      find.setString(1, Stage.ofTenant(stage.tenant()));
      try (var rows = find.executeQuery()) {
        while (rows.next()) {
          var parts = found.computeIfAbsent(rows.getString(1), name -> new ArrayList<>());
          String part = rows.getString(2);
          if (part != null) {
            parts.add(part);
          }
        }
      }
    }
    return found;
  }

  /// What the planner knows of a table as a whole. Not part of the swap: only speed depends
  /// on it, so a failure here takes nothing back.
  void analyze() {
    if (tables.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      boolean alone = connection.getMetaData().getDatabaseMajorVersion() >= 18;
      statement.execute("analyze "
          + tables.stream()
              .map(t -> (alone ? "only analytics." : "analytics.") + t.name())
              .collect(Collectors.joining(", ")));
    } catch (SQLException e) {
      // The numbers are up already; autovacuum makes up for it.
    }
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("The publication was interrupted", e);
    }
  }
}
