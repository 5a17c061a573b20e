package org.waymark.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.publishing.Beside;
import org.waymark.publishing.PublishTarget;

/// What the product remembers of its runs, in the schema `ledger`.
public final class Ledger {

  /// How many runs keep their details; the runs themselves are kept for ever.
  private static final int KEPT = 7;

  /// Its details are what the next run is measured against, however many runs failed since.
  private static final String LAST_PUBLISHED =
      "select run_id from ledger.run where tenant_id = ? and status = 'published' order by started_at desc limit 1";

  private static final Set<String> JSON = Set.of("sample", "reasons");

  private final PublishTarget database;
  private final String tenant;

  public Ledger(PublishTarget database, String tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /// A table of the ledger and the values of its rows, without tenant and run.
  public record Rows(String table, List<String> columns, List<List<@Nullable Object>> values) {}

  /// @param ifInterrupted what is to be told when the run before this one was killed
  public void start(String runId, Instant at, String source, Beside ifInterrupted) {
    with(connection -> {
      connection.setAutoCommit(false);
      try (var interrupted = connection.prepareStatement(
          "update ledger.run set status = 'failed', finished_at = now(), reason = 'The run was interrupted; the numbers before it stayed up.'"
              + " where tenant_id = ? and status = 'running' returning run_id")) {
        interrupted.setString(1, tenant);
        try (var rows = interrupted.executeQuery()) {
          if (rows.next()) {
            ifInterrupted.write(connection, rows.getString(1));
          }
        }
      }
      try (var insert = connection.prepareStatement(
          "insert into ledger.run (run_id, tenant_id, started_at, status, source) values (?, ?, ?, 'running', ?)")) {
        set(insert, List.of(runId, tenant, Timestamp.from(at), source));
        insert.executeUpdate();
      }
      connection.commit();
      return 0;
    });
  }

  /// Ends a run that was not published; a published one is marked by the swap itself, and
  /// stays so.
  ///
  /// @param beside what is to be told when, and only when, this run ends so
  public void refuse(String runId, String status, String reason, Beside beside) {
    with(connection -> {
      connection.setAutoCommit(false);
      try (var update = connection.prepareStatement(
          "update ledger.run set status = ?, reason = ?, finished_at = now(), summary = jsonb_set(summary, '{published}', 'false')"
              + " where run_id = ? and status = 'running'")) {
        set(update, List.of(status, reason, runId));
        int ended = update.executeUpdate();
        if (ended > 0) {
          beside.write(connection, runId);
        }
        connection.commit();
        return ended;
      }
    });
  }

  /// What is known of a run when all is counted. Said before the swap, so that a run whose
  /// numbers are up is never without its day, and once more after it, with the time that it
  /// took.
  public void finish(
      String runId, @Nullable LocalDate asOfOn, double seconds, long rowsIn, String summaryJson) {
    with(connection -> {
      try (var update = connection.prepareStatement(
          "update ledger.run set finished_at = now(), as_of_on = ?, seconds = ?, rows_in = ?, summary = ?::jsonb where run_id = ?")) {
        update.setObject(1, asOfOn);
        update.setDouble(2, seconds);
        update.setLong(3, rowsIn);
        update.setString(4, summaryJson);
        update.setString(5, runId);
        return update.executeUpdate();
      }
    });
  }

  /// Writes the details of a run in one transaction and forgets those of old ones.
  public void save(String runId, List<Rows> details) {
    with(connection -> {
      connection.setAutoCommit(false);
      for (Rows rows : details) {
        insert(connection, runId, rows);
      }
      for (String table :
          List.of("run_quarantine", "run_unmatched", "run_file", "run_check", "run_readiness")) {
        try (var old = connection.prepareStatement(
            "delete from ledger." + table + " where tenant_id = ? and run_id not in"
                + " (select run_id from ledger.run where tenant_id = ? order by started_at desc limit "
                + KEPT + ")"
                + " and run_id is distinct from (" + LAST_PUBLISHED + ")")) {
          set(old, List.of(tenant, tenant, tenant));
          old.executeUpdate();
        }
      }
      connection.commit();
      return 0;
    });
  }

  /// The run whose numbers are up.
  public Optional<String> lastPublished() {
    return with(connection -> {
      try (var query = connection.prepareStatement(LAST_PUBLISHED)) {
        query.setString(1, tenant);
        try (var rows = query.executeQuery()) {
          return rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty();
        }
      }
    });
  }

  /// Rows loaded by feed in the last published run; empty when there was none.
  public Map<String, Long> loadedLastTime() {
    return with(connection -> {
      var loaded = new HashMap<String, Long>();
      try (var query = connection.prepareStatement(
          "select source || ' ' || entity, sum(loaded) from ledger.run_file where tenant_id = ? and status = 'loaded' and run_id ="
              + " (" + LAST_PUBLISHED + ") group by 1")) {
        set(query, List.of(tenant, tenant));
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            loaded.put(rows.getString(1), rows.getLong(2));
          }
        }
      }
      return loaded;
    });
  }

  /// What people decided about ids that matched nobody: the student's source id, or empty to
  /// ignore the id.
  public Map<String, Optional<String>> idLinks() {
    return with(connection -> {
      var links = new HashMap<String, Optional<String>>();
      try (var query = connection.prepareStatement(
          "select id_value, student_source_id from ledger.id_link where tenant_id = ?")) {
        query.setString(1, tenant);
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            links.put(rows.getString(1), Optional.ofNullable(rows.getString(2)));
          }
        }
      }
      return links;
    });
  }

  /// The newest version of the thresholds that people saved, as JSON; empty when there is
  /// none.
  public Optional<String> thresholds() {
    return with(connection -> {
      try (var query = connection.prepareStatement(
          "select thresholds::text from ledger.threshold_version where tenant_id = ? order by version desc limit 1")) {
        query.setString(1, tenant);
        try (var rows = query.executeQuery()) {
          return rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty();
        }
      }
    });
  }

  private void insert(Connection connection, String runId, Rows rows) throws SQLException {
    String marks = rows.columns().stream()
        .map(c -> JSON.contains(c) ? ", ?::jsonb" : ", ?")
        .collect(Collectors.joining());
    String sql = "insert into ledger." + rows.table() + " (run_id, tenant_id, "
        + String.join(", ", rows.columns()) + ") values (?, ?" + marks + ")";
    try (var statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (var values : rows.values()) {
        statement.setString(1, runId);
        statement.setString(2, tenant);
        for (int i = 0; i < values.size(); i++) {
          statement.setObject(i + 3, values.get(i));
        }
        statement.addBatch();
        if (++waiting == 5_000) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      statement.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = database.open()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw StoreException.of("The ledger could not be used", e);
    }
  }
}
