package org.waymark.publishing.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Progress;
import org.waymark.publishing.Beside;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.PublishTarget;
import org.waymark.publishing.PublishedTable;

/// Stages all tables, two at a time and the largest first, then swaps them in together.
public final class Publication {

  private static final int SIDE_BY_SIDE = 2;

  /// How long readers may keep the tables to themselves.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final DuckDbSqlEngine snapshot;
  private final PublishTarget target;
  private final Progress progress;
  private final Extent extent;
  private final Beside beside;

  /// Whether what is not among the tables is taken away, or stays.
  public enum Extent {
    ALL,
    THESE
  }

  public Publication(
      DuckDbSqlEngine snapshot,
      PublishTarget target,
      Progress progress,
      Extent extent,
      Beside beside) {
    this.snapshot = snapshot;
    this.target = target;
    this.progress = progress;
    this.extent = extent;
    this.beside = beside;
  }

  /// @return rows by table
  public Map<String, Long> run(
      List<PublishedTable> tables, String tenant, String runId, Path scratch) {
    progress.begin("publish", tables.size());
    try (Connection owner = target.open()) {
      takeTurn(owner, tenant);
      Stage.dropLeftovers(owner, tenant);
      var stage = new Stage(tenant, runId, scratch);
      Map<String, Long> rows = stageAll(tables, stage);
      long start = System.nanoTime();
      var swap = new Swap(owner, tables, stage, extent, beside);
      swap.run(PATIENCE);
      progress.done("publish", "swap", 0, Duration.ofNanos(System.nanoTime() - start));
      swap.analyze();
      return rows;
    } catch (SQLException e) {
      throw new PublishException("PostgreSQL refused the publication: " + firstLine(e), e);
    }
  }

  /// One publication of a tenant at a time. A killed one gives way as soon as the server
  /// notices.
  private static void takeTurn(Connection owner, String tenant) throws SQLException {
    try (var statement = owner.prepareStatement(
        "select pg_try_advisory_lock(hashtextextended('waymark publication ' || ?, 0))")) {
      statement.setString(1, tenant);
      for (int attempt = 0; attempt < 100; attempt++) {
        try (var rows = statement.executeQuery()) {
          if (rows.next() && rows.getBoolean(1)) {
            return;
          }
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new PublishException("Another publication is under way; run again when it has ended.");
  }

  private Map<String, Long> stageAll(List<PublishedTable> tables, Stage stage) {
    var largestFirst = tables.stream()
        .sorted(Comparator.comparingLong((PublishedTable t) ->
                -snapshot.query("select count(*) from " + t.source()).number())
            .thenComparing(PublishedTable::name))
        .toList();
    var rows = new TreeMap<String, Long>();
    try (var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      var futures = new ArrayList<Future<Long>>();
      for (PublishedTable table : largestFirst) {
        futures.add(threads.submit(stageOne(table, stage)));
      }
      try {
        for (int i = 0; i < futures.size(); i++) {
          rows.put(largestFirst.get(i).name(), futures.get(i).get());
        }
      } catch (ExecutionException | InterruptedException e) {
        // Those under way may end; interrupting them would leave a pipe without a reader.
        futures.forEach(waiting -> waiting.cancel(false));
        throw e;
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PublishException known) {
        throw known;
      }
      throw new PublishException(
          "A table could not be staged: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("The publication was interrupted", e);
    }
    return rows;
  }

  private Callable<Long> stageOne(PublishedTable table, Stage stage) {
    return () -> {
      long start = System.nanoTime();
      try (var session = snapshot.duplicate();
          Connection postgres = target.open()) {
        long rows = stage.fill(session.connection(), postgres, table);
        progress.done("publish", table.name(), rows, Duration.ofNanos(System.nanoTime() - start));
        return rows;
      } catch (SQLException | IOException e) {
        throw new PublishException(table.name() + " could not be staged: " + firstLine(e), e);
      }
    };
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }
}
