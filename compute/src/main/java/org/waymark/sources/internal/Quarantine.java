package org.waymark.sources.internal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.sources.FileResult.Status;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.internal.FileProfile.Reject;
import org.waymark.sources.internal.Mapping.Rule;
import org.waymark.sources.internal.SourceFile.LoadedFeed;

/// Writes the list of everything set aside: file, line, column, value and reason.
///
/// Values are read again from the file, for these rows only. Past a limit per kind of
/// problem, the rest of the rows is told by number.
final class Quarantine implements AutoCloseable {
  private static final int BATCH = 2000;

  private final Db db;
  private final int detail;
  private final int longest;
  private final Reasons reasons;
  private final PreparedStatement insert;
  private int waiting;

  Quarantine(Db db, IngestPlan plan) throws SQLException {
    this.db = db;
    detail = plan.limits().detailRows();
    longest = plan.limits().recordCharacters();
    reasons = new Reasons(plan.asOf());
    insert = db.connection()
        .prepareStatement("insert into quality.quarantine values (?, ?, ?, ?, ?, ?, ?, ?)");
  }

  void write(SourceFile file) throws SQLException, IOException {
    Mapping.Layout layout = file.layout();
    String entity =
        layout == null || layout.isUnread() ? null : layout.primary().entity().name();
    if (file.status() == Status.REFUSED || file.status() == Status.UNRECOGNISED) {
      String kind = file.status().word() + "_file";
      add(file, null, null, null, file.note() + " File set aside.", entity, kind);
      return;
    }
    if (!file.isLoadable()) {
      return;
    }
    List<Reject> rejects = file.profile().rejects();
    for (Reject reject : rejects) {
      String reason =
          file.path() + ":" + reject.line() + " " + reject.reason() + ". Row set aside.";
      add(file, reject.line(), null, null, reason, entity, reject.kind());
    }
    if (file.profile().rejected() > rejects.size()) {
      long more = file.profile().rejected() - rejects.size();
      add(file, null, null, null, more + " more rows without shape.", entity, "more");
    }
    for (LoadedFeed feed : file.feeds()) {
      write(file, feed);
    }
  }

  private record Fate(
      long rowId, String kind, String column, @Nullable String detail) {}

  private void write(SourceFile file, LoadedFeed feed) throws SQLException, IOException {
    String range = " from "
        + Fates.TABLE
        + " where entity = "
        + Db.literal(feed.feed().entity().name())
        + " and fate = 'quarantined' and row_id between "
        + feed.base()
        + " and "
        + (feed.base() + feed.count() - 1)
        + (feed.isPrimary()
            ? ""
            : " and kind not in ('unmatched_student', 'ambiguous_student', 'ignored_student',"
                + " 'dangling_reference', 'primary')");
    List<Fate> fates = db.query(
        "select row_id, kind, column_name, detail"
            + range
            + " qualify row_number() over (partition by kind, column_name order by row_id) <= "
            + detail
            + " order by row_id",
        row -> new Fate(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
    if (fates.isEmpty()) {
      return;
    }
    String entity = feed.feed().entity().name();
    String end =
        feed.isPrimary() ? "Row set aside." : "Not used for " + entity + "; the row itself stays.";
    try (RawRows raws = new RawRows(file.profile(), longest)) {
      for (Fate fate : fates) {
        RawRows.Raw raw = raws.at(fate.rowId() - feed.base());
        Optional<Rule> rule = rule(feed, fate.column());
        String column = written(file, rule, fate.column());
        int at = file.profile().header().indexOf(column);
        String value = raw == null || at < 0 || at >= raw.fields().size()
            ? null
            : raw.fields().get(at).strip();
        String seen = value == null || value.isEmpty() ? null : value;
        Long line = raw == null ? null : (Long) raw.line();
        String place = file.path() + (line == null ? "" : ":" + line);
        String reason =
            reasons.of(place, column, seen, fate.kind(), rule.orElse(null), fate.detail()) + end;
        add(file, line, column, seen, reason, entity, fate.kind());
      }
    }
    for (Map.Entry<String, Long> more : more(range).entrySet()) {
      add(
          file,
          null,
          null,
          null,
          more.getValue() + " more rows like the " + detail + " listed (" + more.getKey() + ").",
          entity,
          more.getKey());
    }
  }

  private Map<String, Long> more(String range) throws SQLException {
    Map<String, Long> more = new java.util.TreeMap<>();
    db.query(
        "select kind, sum(n - " + detail + ")::bigint from (select kind, column_name, count(*) as n"
            + range
            + " group by all) where n > " + detail + " group by kind",
        row -> more.put(row.getString(1), row.getLong(2)));
    return more;
  }

  private static Optional<Rule> rule(LoadedFeed feed, String target) {
    return feed.feed().rules().stream()
        .filter(r -> r.column().name().equals(target))
        .findFirst();
  }

  /// The name of a column as the file writes it.
  private static String written(SourceFile file, Optional<Rule> rule, String target) {
    Map<String, String> names = file.known().names();
    return rule.stream()
        .flatMap(r -> r.from().stream())
        .map(name -> names.get(name.strip().toLowerCase(Locale.ROOT)))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(target);
  }

  private void add(
      SourceFile file,
      @Nullable Long line,
      @Nullable String column,
      @Nullable String value,
      String reason,
      @Nullable String entity,
      String kind)
      throws SQLException {
    insert.setInt(1, file.key());
    insert.setString(2, file.path());
    if (line == null) {
      insert.setNull(3, Types.BIGINT);
    } else {
      insert.setLong(3, line);
    }
    insert.setString(4, column);
    insert.setString(5, value);
    insert.setString(6, reason);
    insert.setString(7, entity);
    insert.setString(8, kind);
    insert.addBatch();
    if (++waiting >= BATCH) {
      flush();
    }
  }

  private void flush() throws SQLException {
    if (waiting > 0) {
      int[] ignored = insert.executeBatch();
      waiting = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    flush();
    insert.close();
  }
}
