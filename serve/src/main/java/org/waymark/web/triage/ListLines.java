package org.waymark.web.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.api.Paging;

/// Reads the lines of the list: a page of it, or all for a file.
final class ListLines {
  private static final int LONGEST_FILE = 200_000;
  private static final int REASONS = 3;

  private record Reason(long studentId, String reason) {}

  private ListLines() {}

  /// Everyone on the list, for a file.
  static List<Triage.Line> all(JdbcClient rows, TriageFilter filter) {
    Ranking ranking = Ranking.read(rows, Freshness.read(rows), filter.school());
    return read(rows, filter, ranking, LONGEST_FILE, 0);
  }

  /// One page of the list, or all of it.
  static List<Triage.Line> read(
      JdbcClient rows, TriageFilter filter, Ranking ranking, int size, int skip) {
    if (size > Paging.MOST) {
      return ask(rows, filter, ranking, null, size, skip);
    }
    record Shown(List<Triage.Line> lines) {}
    return Recall.of(
            rows,
            Shown.class,
            "list",
            List.of(filter.ofAnyPage(), ranking.hasScores(), ranking.isByChance(), size, skip),
            () -> new Shown(
                ask(rows, filter, ranking, cut(rows, filter, ranking, size + skip), size, skip)))
        .lines();
  }

  /// @param few the students among whom the page is; null for everybody who fits
  private static List<Triage.Line> ask(
      JdbcClient rows,
      TriageFilter filter,
      Ranking ranking,
      Long @Nullable [] few,
      int size,
      int skip) {
    String sql = TriageSql.lines(filter, ranking, few != null) + " limit :size offset :skip";
    var asked = TriageSql.asked(rows, sql, filter);
    if (few != null) {
      asked = asked.param("ids", few);
    }
    List<Triage.Line> lines = asked
        .param("size", size)
        .param("skip", skip)
        .query((row, n) -> line(row))
        .list();
    return ranking.hasScores() ? withReasons(rows, lines) : lines;
  }

  private static Long[] cut(JdbcClient rows, TriageFilter filter, Ranking ranking, int most) {
    record Cut(List<Long> students) {}
    return Recall.of(
            rows,
            Cut.class,
            "list cut",
            List.of(filter.ofAnyPage(), ranking.hasScores(), ranking.isByChance(), most),
            () -> new Cut(TriageSql.asked(rows, TriageSql.cut(filter, ranking), filter)
                .param("most", most)
                .query((row, n) -> row.getLong("student_id"))
                .list()))
        .students()
        .toArray(Long[]::new);
  }

  /// A scored student's reasons are the model's; the rule's stay for all others.
  private static List<Triage.Line> withReasons(JdbcClient rows, List<Triage.Line> lines) {
    Map<Long, List<String>> reasons = new HashMap<>();
    Long[] ids = lines.stream().map(Triage.Line::studentId).toArray(Long[]::new);
    rows.sql("""
            select student_id, reason from (
              select student_id, reason,
                     row_number() over (partition by student_id order by position) as nth
              from analytics.fact_risk_reasons
              where effect = 'raises' and student_id = any(:ids)) ranked
            where nth <= :most order by student_id, nth
            """)
        .param("ids", ids)
        .param("most", REASONS)
        .query(Records.of(Reason.class))
        .list()
        .forEach(
            r -> reasons.computeIfAbsent(r.studentId(), id -> new ArrayList<>()).add(r.reason()));
    return lines.stream()
        .map(line -> line.chance() == null
            ? line
            : line.because(reasons.getOrDefault(line.studentId(), List.of())))
        .toList();
  }

  private static Triage.Line line(ResultSet row) throws SQLException {
    Signs signs = SignsReader.of(row);
    Movement movement = Movement.of(row.getString("movement"));
    @Nullable LocalDate since = row.getObject("flagged_since_on", LocalDate.class);
    @Nullable Integer weeks = whole(row, "weeks_flagged");
    @Nullable Double probability = real(row, "probability");
    return new Triage.Line(
        row.getLong("student_id"),
        row.getString("last_name") + ", " + row.getString("first_name"),
        row.getString("sis_id"),
        row.getString("grade_level"),
        row.getString("school_name"),
        row.getString("counselor_name"),
        row.getString("group_name"),
        movement,
        Change.words(
            movement, signs, whole(row, "signs_then"), whole(row, "serious_then"), since, weeks),
        since,
        weeks,
        probability == null ? null : new Chance(probability, Words.or(row.getString("band"))),
        row.getString("unknown_reason"),
        signs,
        signs.reasons().stream().limit(REASONS).map(Signs.Indicator::reason).toList(),
        real(row, "attendance_rate"),
        real(row, "last30_absent_days"),
        whole(row, "last30_enrolled_days"),
        real(row, "gpa"));
  }

  private static @Nullable Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
