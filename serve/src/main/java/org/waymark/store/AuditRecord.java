package org.waymark.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.waymark.publishing.PublishTarget;

/// The audit of one district, as its owner proves it.
public final class AuditRecord {
  private final PublishTarget database;
  private final String tenant;

  AuditRecord(PublishTarget database, String tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /// The newest entry at some moment. Kept outside the database, it shows later whether the
  /// record was cut or written anew as a whole.
  public record Head(Instant at, long entry, String hash) {}

  /// What is wrong with an entry.
  public record Break(long entry, String what) {}

  /// @param entries how many there are now
  public record Proof(long entries, List<Break> breaks) {
    public boolean isWhole() {
      return breaks.isEmpty();
    }
  }

  /// The newest entry; empty when nobody looked yet.
  public Optional<Head> head() {
    return ask(
        "select at, entry, hash from ledger.audit where tenant_id = ? order by entry desc limit 1",
        rows -> rows.next()
            ? Optional.of(new Head(
                rows.getObject(1, OffsetDateTime.class).toInstant(),
                rows.getLong(2),
                HexFormat.of().formatHex(rows.getBytes(3))))
            : Optional.empty());
  }

  /// Computes every hash again, and holds the record against the heads that were kept outside.
  public Proof prove(List<Head> kept) {
    long entries = ask("select count(*) from ledger.audit where tenant_id = ?", rows -> {
      rows.next();
      return rows.getLong(1);
    });
    List<Break> breaks =
        new ArrayList<>(ask("select entry, what from access.broken_audit(?)", rows -> {
          List<Break> found = new ArrayList<>();
          while (rows.next()) {
            found.add(new Break(rows.getLong(1), rows.getString(2)));
          }
          return found;
        }));
    for (Head head : kept) {
      Optional<String> hash = hashOf(head.entry());
      if (hash.isEmpty()) {
        breaks.add(new Break(head.entry(), "is gone, but was there on " + head.at()));
      } else if (!hash.get().equals(head.hash())) {
        breaks.add(new Break(head.entry(), "has another hash than on " + head.at()));
      }
    }
    return new Proof(entries, List.copyOf(breaks));
  }

  private Optional<String> hashOf(long entry) {
    return ask(
        "select hash from ledger.audit where tenant_id = ? and entry = " + entry,
        rows -> rows.next()
            ? Optional.of(HexFormat.of().formatHex(rows.getBytes(1)))
            : Optional.empty());
  }

  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T ask(String sql, Reading<T> reading) {
    try (Connection connection = database.open();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      try (ResultSet rows = statement.executeQuery()) {
        return reading.read(rows);
      }
    } catch (SQLException e) {
      throw StoreException.of("The audit could not be read", e);
    }
  }
}
