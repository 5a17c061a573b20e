package org.waymark.alerts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// Compares what holds tonight with what held before, in the ledger of one district.
final class Episodes {

  private static final JsonMapper JSON = new JsonMapper();

  private final Connection connection;
  private final String tenant;
  private final String runId;
  private final Instant at;

  Episodes(Connection connection, String tenant, String runId, Instant at) {
    this.connection = connection;
    this.tenant = tenant;
    this.runId = runId;
    this.at = at;
  }

  /// News that opened tonight.
  record Opened(long episodeId, News news) {}

  /// Ends what no longer holds.
  ///
  /// @param kinds the kinds of which `tonight` names all that holds
  void end(List<News> tonight, Set<NewsKind> kinds) throws SQLException {
    try (var end = connection.prepareStatement("""
        update ledger.episode e set ended_at = greatest(?, e.opened_at)
        where e.tenant_id = ? and e.ended_at is null and e.kind = any (?)
          and not exists (select from unnest(?::text[], ?::text[]) n(kind, subject)
                          where n.kind = e.kind and n.subject = e.subject)""")) {
      end.setTimestamp(1, Timestamp.from(at));
      end.setString(2, tenant);
      end.setArray(3, texts(kinds.stream().map(NewsKind::written).toList()));
      arrays(end, 4, tonight);
      end.executeUpdate();
    }
  }

  /// Goes on with what ended so short a time ago that its return is no news.
  void resume(List<News> tonight, Duration within) throws SQLException {
    try (var resume = connection.prepareStatement("""
        update ledger.episode e set ended_at = null
        from (select distinct on (p.kind, p.subject) p.episode_id
              from ledger.episode p
              join unnest(?::text[], ?::text[]) n(kind, subject) on n.kind = p.kind and n.subject = p.subject
              where p.tenant_id = ? and p.ended_at > ?
                and not exists (select from ledger.episode o where o.tenant_id = p.tenant_id and o.kind = p.kind
                                  and o.subject = p.subject and o.ended_at is null)
              order by p.kind, p.subject, p.ended_at desc, p.episode_id desc) as last
        where e.episode_id = last.episode_id""")) {
      arrays(resume, 1, tonight);
      resume.setString(3, tenant);
      resume.setTimestamp(4, Timestamp.from(at.minus(within)));
      resume.executeUpdate();
    }
  }

  /// Opens an episode for whatever has none.
  ///
  /// @param silent the kinds that nobody is told of yet
  List<Opened> open(List<News> tonight, Set<NewsKind> silent) throws SQLException {
    Set<String> standing = standing();
    var fresh = new ArrayList<News>();
    for (News news : tonight) {
      if (standing.add(key(news.kind().written(), news.subject()))) {
        fresh.add(news);
      }
    }
    var opened = new ArrayList<Opened>();
    try (var insert = connection.prepareStatement(
        "insert into ledger.episode (tenant_id, kind, subject, student_id, school_id, lines, run_id, opened_at, is_silent)"
            + " values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)",
        new String[] {"episode_id"})) {
      for (News news : fresh) {
        insert.setString(1, tenant);
        insert.setString(2, news.kind().written());
        insert.setString(3, news.subject());
        insert.setObject(4, news.studentId());
        insert.setObject(5, news.schoolId());
        insert.setString(6, JSON.writeValueAsString(news.lines()));
        insert.setString(7, runId);
        insert.setTimestamp(8, Timestamp.from(at));
        insert.setBoolean(9, silent.contains(news.kind()));
        insert.addBatch();
      }
      if (!fresh.isEmpty()) {
        insert.executeBatch();
        try (var keys = insert.getGeneratedKeys()) {
          for (News news : fresh) {
            if (!keys.next()) {
              throw new SQLException("an episode came back without its key");
            }
            opened.add(new Opened(keys.getLong(1), news));
          }
        }
      }
    }
    return List.copyOf(opened);
  }

  /// The kinds that have been told of before.
  Set<NewsKind> known() throws SQLException {
    var known = new HashSet<NewsKind>();
    try (var query =
        connection.prepareStatement("select kind from ledger.alert_baseline where tenant_id = ?")) {
      query.setString(1, tenant);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          known.add(NewsKind.of(rows.getString(1)));
        }
      }
    }
    return known;
  }

  /// From tonight on these kinds are told; what holds already is kept as a number.
  Map<NewsKind, Integer> begin(List<News> tonight, Set<NewsKind> kinds) throws SQLException {
    var standing = new EnumMap<NewsKind, Integer>(NewsKind.class);
    try (var insert = connection.prepareStatement(
        "insert into ledger.alert_baseline (tenant_id, kind, run_id, at, standing) values (?, ?, ?, ?, ?)")) {
      for (NewsKind kind : kinds) {
        int count = (int) tonight.stream().filter(n -> n.kind() == kind).count();
        standing.put(kind, count);
        insert.setString(1, tenant);
        insert.setString(2, kind.written());
        insert.setString(3, runId);
        insert.setTimestamp(4, Timestamp.from(at));
        insert.setInt(5, count);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return standing;
  }

  private Set<String> standing() throws SQLException {
    var standing = new HashSet<String>();
    try (var query = connection.prepareStatement(
        "select kind, subject from ledger.episode where tenant_id = ? and ended_at is null")) {
      query.setString(1, tenant);
      query.setFetchSize(5_000);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          standing.add(key(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return standing;
  }

  private static String key(String kind, String subject) {
    return kind + "|" + subject;
  }

  private void arrays(PreparedStatement statement, int first, List<News> tonight)
      throws SQLException {
    statement.setArray(
        first, texts(tonight.stream().map(n -> n.kind().written()).toList()));
    statement.setArray(first + 1, texts(tonight.stream().map(News::subject).toList()));
  }

  private java.sql.Array texts(List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
