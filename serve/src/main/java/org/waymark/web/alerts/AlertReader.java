package org.waymark.web.alerts;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.alerts.NewsKind;
import org.waymark.alerts.Way;
import org.waymark.store.Records;
import org.waymark.web.DistrictTime;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.alerts.Alerts.Alert;
import org.waymark.web.alerts.Alerts.Count;
import org.waymark.web.plans.Student;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads a person's own alerts. An alert whose news the person may no longer see has no episode
/// here: the database hides it.
final class AlertReader {
  static final int MOST = 50;

  private static final JsonMapper JSON = new JsonMapper();

  private AlertReader() {}

  private record Row(
      long alertId,
      String kind,
      @Nullable Long studentId,
      @Nullable Long schoolId,
      String lines,
      String because,
      String way,
      OffsetDateTime toldAt,
      @Nullable OffsetDateTime seenAt,
      @Nullable OffsetDateTime endedAt,
      String runId) {}

  private record Counted(@Nullable String kind, long alerts, long unseen) {}

  /// How many alerts are new to the person, by kind.
  static Map<NewsKind, Count> counts(JdbcClient rows) {
    return counts(counted(rows));
  }

  private static Map<NewsKind, Count> counts(List<Counted> counted) {
    var counts = new EnumMap<NewsKind, Count>(NewsKind.class);
    for (Counted it : counted) {
      String kind = it.kind();
      if (kind != null) {
        counts.put(NewsKind.of(kind), new Count(it.alerts(), it.unseen()));
      }
    }
    return counts;
  }

  private static List<Counted> counted(JdbcClient rows) {
    return rows.sql("""
        select e.kind, count(*) as alerts, count(*) filter (where a.seen_at is null) as unseen
        from ledger.alert a left join ledger.episode e on e.episode_id = a.episode_id
        group by e.kind
        """).query(Records.of(Counted.class)).list();
  }

  /// @param before the alert that the page before ended with; the newest page without one
  static Alerts read(
      JdbcClient rows,
      Freshness fresh,
      DistrictTime time,
      String kind,
      @Nullable Long before,
      String notice) {
    List<Counted> counted = counted(rows);
    Map<NewsKind, Count> counts = counts(counted);
    List<Row> found = rows.sql("""
            select a.alert_id, e.kind, e.student_id, e.school_id, e.lines::text as lines, a.because, a.way,
                   a.told_at, a.seen_at, e.ended_at, e.run_id
            from ledger.alert a join ledger.episode e on e.episode_id = a.episode_id
            where (:kind = '' or e.kind = :kind) and a.alert_id < :before
            order by a.alert_id desc limit :most
            """)
        .param("kind", kind)
        .param("before", before == null ? Long.MAX_VALUE : before)
        .param("most", MOST + 1)
        .query(Records.of(Row.class))
        .list();
    List<Row> shown = found.subList(0, Math.min(MOST, found.size()));
    Map<Long, Student> students = fresh.hasFigures()
        ? Student.all(
            rows,
            shown.stream()
                .map(Row::studentId)
                .filter(java.util.Objects::nonNull)
                .toList())
        : Map.of();
    Map<Long, String> schools = fresh.hasFigures() ? schools(rows) : Map.of();
    List<Alert> alerts =
        shown.stream().map(row -> alert(row, students, schools, time)).toList();
    @Nullable
    LocalDate last = rows.sql("select max(told_at) from ledger.alert")
        .query(OffsetDateTime.class)
        .optional()
        .map(time::day)
        .orElse(null);
    return new Alerts(
        Alerts.title(counts, last),
        kind,
        counts,
        counts.values().stream().mapToLong(Count::unseen).sum(),
        counted.stream()
            .filter(it -> it.kind() == null)
            .mapToLong(Counted::alerts)
            .sum(),
        Alerts.nights(alerts, time::day),
        shown.isEmpty() ? 0 : shown.getFirst().alertId(),
        found.size() > MOST ? shown.getLast().alertId() : null,
        notice);
  }

  private static Map<Long, String> schools(JdbcClient rows) {
    var names = new java.util.HashMap<Long, String>();
    rows.sql("select school_id, school_name from analytics.dim_schools").query(row -> {
      names.put(row.getLong(1), Words.or(row.getString(2)));
    });
    return names;
  }

  private static Alert alert(
      Row row, Map<Long, Student> students, Map<Long, String> schools, DistrictTime time) {
    @Nullable Student student = row.studentId() == null ? null : students.get(row.studentId());
    String where = student != null
        ? student.where()
        : row.schoolId() == null ? "" : schools.getOrDefault(row.schoolId(), "");
    return new Alert(
        row.alertId(),
        NewsKind.of(row.kind()),
        row.studentId(),
        student == null ? null : student.name(),
        row.schoolId(),
        where,
        JSON.readValue(row.lines(), new TypeReference<List<String>>() {}),
        row.because(),
        Way.of(row.way()).orElse(Way.PAGE),
        row.toldAt(),
        row.seenAt() == null,
        row.endedAt() == null ? null : time.day(row.endedAt()),
        row.runId());
  }

  /// Notes as seen what a page showed, and what came before it.
  ///
  /// @return how many were new
  static int seen(JdbcClient rows, long through) {
    return rows.sql(
            "update ledger.alert set seen_at = now() where seen_at is null and alert_id <= ?")
        .param(through)
        .update();
  }

  /// A kind as somebody wrote it; empty where there is none by that name.
  static String kind(String asked) {
    return Arrays.stream(NewsKind.values())
        .map(NewsKind::written)
        .filter(asked::equals)
        .findFirst()
        .orElse("");
  }
}
