package org.waymark.web.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.Freshness;

/// Rows set aside and ids unmatched, of the newest run.
final class QuarantineReader {
  private static final int LONGEST_FILE = 200_000;

  private static final String WHERE = """
      where run_id = :run and (:file = '' or path = :file) and (:kind = '' or kind = :kind)
      """;

  private QuarantineReader() {}

  static Quality.Quarantine read(
      JdbcClient rows, Freshness fresh, String file, String kind, int page) {
    int size = Quality.Quarantine.SIZE;
    Quality.Quarantine it = read(rows, fresh, file, kind, size, (page - 1) * size);
    return new Quality.Quarantine(file, kind, page, it.total(), it.files(), it.kinds(), it.rows());
  }

  static Quality.Quarantine read(
      JdbcClient rows, Freshness fresh, String file, String kind, int size, int skip) {
    String run = runId(fresh);
    long total = rows.sql("select count(*) from ledger.run_quarantine " + WHERE)
        .param("run", run)
        .param("file", file)
        .param("kind", kind)
        .query(Long.class)
        .single();
    return new Quality.Quarantine(
        file,
        kind,
        1 + skip / size,
        total,
        rows.sql("select distinct path from ledger.run_quarantine where run_id = ? order by 1")
            .param(run)
            .query(String.class)
            .list(),
        rows.sql("""
                select coalesce(kind, 'other') as kind, count(*) as rows
                from ledger.run_quarantine where run_id = ? group by 1 order by 2 desc
                """).param(run).query(Records.of(Quality.Kind.class)).list(),
        rows(rows, run, file, kind, size, skip));
  }

  static List<Quality.Aside> all(JdbcClient rows, String file, String kind) {
    return rows(rows, runId(Freshness.read(rows)), file, kind, LONGEST_FILE, 0);
  }

  private static List<Quality.Aside> rows(
      JdbcClient rows, String run, String file, String kind, int size, int skip) {
    return rows.sql(
            "select path, line, column_name, value, reason, entity, kind from ledger.run_quarantine "
                + WHERE
                + " order by path, line limit :size offset :skip")
        .param("run", run)
        .param("file", file)
        .param("kind", kind)
        .param("size", size)
        .param("skip", skip)
        .query(Records.of(Quality.Aside.class))
        .list();
  }

  static Quality.Worklist unmatched(JdbcClient rows, Freshness fresh, String notice) {
    List<Quality.Unmatched> list = rows.sql("""
                select u.source, u.entity, u.id_value, u.id_kind, u.row_count, u.nearest,
                       case when l.id_value is null then null
                            else coalesce(l.student_source_id, 'ignored') end as decision
                from ledger.run_unmatched u
                left join ledger.id_link l
                  on l.tenant_id = u.tenant_id and l.id_value = u.id_value
                where u.run_id = ?
                order by l.id_value is not null, u.row_count desc, u.source, u.id_value limit 500
                """)
        .param(runId(fresh))
        .query(Records.of(Quality.Unmatched.class))
        .list();
    long open = list.stream().filter(u -> u.decision() == null).count();
    long rowsOpen = list.stream()
        .filter(u -> u.decision() == null)
        .mapToLong(Quality.Unmatched::rowCount)
        .sum();
    String title = open == 0
        ? "Every id matches a student or is decided"
        : "%s %s no student; %s wait for them"
            .formatted(
                org.waymark.web.Words.counted(open, "id", "ids"),
                open == 1 ? "matches" : "match",
                org.waymark.web.Words.counted(rowsOpen, "row", "rows"));
    return new Quality.Worklist(title, list, notice);
  }

  private static String runId(Freshness fresh) {
    Freshness.@Nullable Night run = fresh.latest();
    return run == null ? "" : run.runId();
  }
}
