package org.waymark.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.alerts.Episodes.Opened;
import org.waymark.alerts.Staff.Member;
import org.waymark.engine.SqlEngine;
import org.waymark.sources.FileResult;

/// One night's news, written in the transaction that ends the run: who is told what is in the
/// ledger exactly when the figures are up.
///
/// A fault here never keeps figures from people: it is noted for the night, and since nothing was
/// opened, the next night tells of it.
public final class Telling {

  private static final System.Logger LOG = System.getLogger(Telling.class.getName());

  private final String tenant;
  private final AlertSettings settings;
  private final Instant at;
  private final List<News> tonight;
  private final Set<NewsKind> whole;
  private final boolean isPublished;

  private Telling(
      String tenant,
      AlertSettings settings,
      Instant at,
      List<News> tonight,
      Set<NewsKind> whole,
      boolean isPublished) {
    this.tenant = tenant;
    this.settings = settings;
    this.at = at;
    this.tonight = tonight;
    this.whole = whole;
    this.isPublished = isPublished;
  }

  /// A night whose news is already known.
  static Telling of(
      String tenant, AlertSettings settings, Instant at, List<News> tonight, boolean isPublished) {
    return new Telling(
        tenant,
        settings,
        at,
        List.copyOf(tonight),
        isPublished ? EnumSet.allOf(NewsKind.class) : EnumSet.of(NewsKind.DATA_REFUSED),
        isPublished);
  }

  /// The run is about to be published.
  public static Telling published(
      String tenant,
      AlertSettings settings,
      Instant at,
      SqlEngine snapshot,
      List<FileResult> files) {
    var tonight = new ArrayList<>(NewsReader.read(snapshot, settings.attendanceBelow()));
    tonight.addAll(DataNews.files(files));
    return new Telling(
        tenant, settings, at, List.copyOf(tonight), EnumSet.allOf(NewsKind.class), true);
  }

  /// The run read its files, and its checks stopped it.
  ///
  /// @param checks the ids of those that did
  public static Telling refused(
      String tenant,
      AlertSettings settings,
      Instant at,
      List<FileResult> files,
      List<String> checks,
      String reason) {
    var tonight = new ArrayList<>(DataNews.files(files));
    tonight.add(DataNews.stopped("refused by " + String.join(", ", checks), reason));
    return new Telling(
        tenant, settings, at, List.copyOf(tonight), EnumSet.of(NewsKind.DATA_REFUSED), false);
  }

  /// The run broke off before it knew its files.
  public static Telling failed(String tenant, AlertSettings settings, Instant at, String reason) {
    return new Telling(
        tenant,
        settings,
        at,
        List.of(DataNews.stopped("failed", reason)),
        EnumSet.noneOf(NewsKind.class),
        false);
  }

  /// Writes it all, in the transaction of the connection.
  public void write(Connection connection, String runId) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      tell(connection, runId);
      connection.releaseSavepoint(before);
    } catch (SQLException | RuntimeException e) {
      if (e instanceof SQLException sql && isOfTheServer(sql)) {
        throw e;
      }
      connection.rollback(before);
      String fault = String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
      LOG.log(System.Logger.Level.WARNING, "Run " + runId + ": its news is told by the next run");
      night(connection, runId, 0, 0, 0, 0, fault.length() <= 300 ? fault : fault.substring(0, 300));
    }
  }

  /// Locks, deadlocks and a server that went away are the caller's to handle: it tries again.
  private static boolean isOfTheServer(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("55")
        || state.startsWith("40")
        || state.startsWith("08")
        || state.startsWith("57");
  }

  private void tell(Connection connection, String runId) throws SQLException {
    var episodes = new Episodes(connection, tenant, runId, at);
    episodes.end(tonight, whole);
    episodes.resume(
        tonight.stream().filter(n -> n.kind() != NewsKind.DATA_REFUSED).toList(),
        Duration.ofDays(settings.againAfterDays()));
    Set<NewsKind> silent = EnumSet.noneOf(NewsKind.class);
    if (isPublished) {
      silent.addAll(EnumSet.allOf(NewsKind.class));
      silent.removeAll(episodes.known());
    }
    List<Opened> opened = episodes.open(tonight, silent);
    Map<NewsKind, Integer> standing = episodes.begin(tonight, silent);
    List<Opened> loud =
        opened.stream().filter(o -> !silent.contains(o.news().kind())).toList();
    Set<Long> students = loud.stream()
        .map(o -> o.news().studentId())
        .filter(id -> id != null)
        .collect(Collectors.toCollection(TreeSet::new));
    Staff staff = Staff.read(connection, tenant, students);
    var audience = new Audience(settings, staff);
    var mail = new LinkedHashMap<Member, List<Told>>();
    var bundles = new LinkedHashMap<Member, List<Told>>();
    var people = new TreeSet<String>();
    int unreached = 0;
    try (var alert = connection.prepareStatement(
        "insert into ledger.alert (tenant_id, person_id, episode_id, because, way, told_at) values (?, ?, ?, ?, ?, ?)"
            + " on conflict (person_id, episode_id) do nothing")) {
      for (Opened one : loud) {
        Map<Member, String> told = audience.of(one.news());
        unreached += told.isEmpty() && audience.isForPeople(one.news().kind()) ? 1 : 0;
        for (var entry : told.entrySet()) {
          Way way = entry.getKey().way(one.news().kind());
          if (way == Way.OFF) {
            continue;
          }
          people.add(entry.getKey().personId());
          alert.setString(1, tenant);
          alert.setString(2, entry.getKey().personId());
          alert.setLong(3, one.episodeId());
          alert.setString(4, entry.getValue());
          alert.setString(5, way.written());
          alert.setTimestamp(6, Timestamp.from(at));
          alert.addBatch();
          if (way != Way.PAGE) {
            (way == Way.EMAIL ? mail : bundles)
                .computeIfAbsent(entry.getKey(), m -> new ArrayList<>())
                .add(new Told(one, entry.getValue()));
          }
        }
      }
      alert.executeBatch();
    }
    var wording = new Wording(settings, StudentNames.read(connection, tenant, students));
    var outgoing = new Outgoing();
    var letters = new Letters(tenant, settings, at, runId, wording, outgoing);
    mail.forEach(letters::toPerson);
    bundles.forEach(letters::bundle);
    new Postings(tenant, settings, at, runId, wording, staff, outgoing).write(loud);
    letters.summary(standing, staff.members());
    int written = outgoing.write(connection, tenant, runId, at);
    night(connection, runId, loud.size(), people.size(), written, unreached, null);
  }

  /// News as one person is told it.
  record Told(Opened opened, String because) {}

  private void night(
      Connection connection,
      String runId,
      int news,
      int people,
      int letters,
      int unreached,
      @Nullable String fault)
      throws SQLException {
    try (var insert = connection.prepareStatement("""
        insert into ledger.alert_night (tenant_id, run_id, at, news, people, letters, unreached, fault)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (tenant_id, run_id) do nothing""")) {
      insert.setString(1, tenant);
      insert.setString(2, runId);
      insert.setTimestamp(3, Timestamp.from(at));
      insert.setInt(4, news);
      insert.setInt(5, people);
      insert.setInt(6, letters);
      insert.setInt(7, unreached);
      insert.setString(8, fault);
      insert.executeUpdate();
    }
  }
}
