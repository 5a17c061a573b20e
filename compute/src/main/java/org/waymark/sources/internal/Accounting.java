package org.waymark.sources.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.waymark.sources.FileResult;
import org.waymark.sources.FileResult.Status;
import org.waymark.sources.Finding;
import org.waymark.sources.internal.SourceFile.LoadedFeed;

/// Counts what became of every row: rows in = loaded + duplicate + superseded + quarantined.
final class Accounting {
  private final Db db;

  Accounting(Db db) {
    this.db = db;
  }

  /// Counts the fates of a file's rows, before they are gone.
  Map<LoadedFeed, Map<String, Long>> fates(List<SourceFile> files) throws SQLException {
    Map<LoadedFeed, Map<String, Long>> counts = new IdentityHashMap<>();
    for (SourceFile file : files) {
      for (LoadedFeed feed : file.feeds()) {
        Map<String, Long> byFate = new HashMap<>();
        db.query(
            "select fate, count(*) from "
                + Fates.TABLE
                + " where entity = "
                + Db.literal(feed.feed().entity().name())
                + " and row_id between "
                + feed.base()
                + " and "
                + (feed.base() + feed.count() - 1)
                + " group by fate",
            row -> byFate.put(row.getString(1), row.getLong(2)));
        counts.put(feed, byFate);
      }
    }
    return counts;
  }

  /// Counts what stayed, from the tables themselves.
  void count(List<SourceFile> files, Map<LoadedFeed, Map<String, Long>> fates, Entities entities)
      throws SQLException {
    Map<String, Map<Integer, Long>> stayed = new HashMap<>();
    for (Entity entity : entities.all()) {
      Map<Integer, Long> byFile = new HashMap<>();
      db.query(
          "select file_key, count(*) from " + entity.table() + " group by file_key",
          row -> byFile.put(row.getInt(1), row.getLong(2)));
      stayed.put(entity.name(), byFile);
    }
    for (SourceFile file : files) {
      if (file.isTwin()) {
        file.counted(0, file.rowsIn(), 0, 0);
      } else if (file.status() == Status.REPLACED) {
        file.counted(0, 0, file.rowsIn(), 0);
      } else if (file.status() == Status.LOADED && (file.isManifest() || file.isUnread())) {
        file.counted(file.rowsIn(), 0, 0, 0);
      } else if (!file.isLoadable()) {
        file.counted(0, 0, 0, file.rowsIn());
      } else {
        LoadedFeed primary =
            file.feeds().stream().filter(LoadedFeed::isPrimary).findFirst().orElseThrow();
        Map<String, Long> fate = fates.getOrDefault(primary, Map.of());
        String entity = primary.feed().entity().name();
        long others = file.feeds().stream()
            .filter(feed -> !feed.isPrimary() && feed.feed().entity().name().equals(entity))
            .mapToLong(feed -> feed.count() - sum(fates.getOrDefault(feed, Map.of())))
            .sum();
        long ignored = fate.getOrDefault("ignored", 0L);
        if (ignored > 0) {
          file.note(ignored + " rows are outside what the mapping asks for and were left out");
        }
        file.counted(
            stayed.getOrDefault(entity, Map.of()).getOrDefault(file.key(), 0L) - others + ignored,
            fate.getOrDefault("duplicate", 0L),
            fate.getOrDefault("superseded", 0L),
            fate.getOrDefault("quarantined", 0L) + file.profile().rejected());
      }
    }
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// @throws IllegalStateException if a single row is unaccounted for
  static void verify(List<FileResult> results) {
    for (FileResult result : results) {
      if (!result.isBalanced()) {
        throw new IllegalStateException("rows of "
            + result.path()
            + " are unaccounted for: "
            + result.rowsIn()
            + " in, "
            + result.loaded()
            + " loaded, "
            + result.duplicate()
            + " duplicate, "
            + result.superseded()
            + " superseded, "
            + result.quarantined()
            + " quarantined");
      }
    }
  }

  void write(List<FileResult> results, List<Finding> findings) throws SQLException {
    try (PreparedStatement insert = db.connection()
        .prepareStatement(
            "insert into quality.file_result values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      for (FileResult result : results) {
        insert.setInt(1, result.fileKey());
        insert.setString(2, result.path());
        insert.setString(3, result.sha256());
        insert.setString(4, result.source());
        insert.setString(5, result.layout());
        insert.setString(6, result.entity());
        insert.setLong(7, result.bytes());
        insert.setTimestamp(8, Timestamp.from(result.arrivedAt()));
        insert.setLong(9, result.rowsIn());
        insert.setLong(10, result.loaded());
        insert.setLong(11, result.duplicate());
        insert.setLong(12, result.superseded());
        insert.setLong(13, result.quarantined());
        insert.setString(14, result.status().word());
        insert.setString(15, result.note());
        insert.addBatch();
      }
      int[] ignored = results.isEmpty() ? new int[0] : insert.executeBatch();
    }
    try (PreparedStatement insert =
        db.connection().prepareStatement("insert into quality.finding values (?, ?, ?, ?)")) {
      for (Finding finding : findings) {
        insert.setString(1, finding.severity().name().toLowerCase(java.util.Locale.ROOT));
        insert.setString(2, finding.path());
        insert.setString(3, finding.kind());
        insert.setString(4, finding.message());
        insert.addBatch();
      }
      int[] ignored = findings.isEmpty() ? new int[0] : insert.executeBatch();
    }
  }
}
