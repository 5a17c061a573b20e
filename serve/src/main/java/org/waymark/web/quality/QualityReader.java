package org.waymark.web.quality;

import java.sql.Array;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.chart.RowFlow;

/// Asks the ledger how good the rows of the newest run are.
public final class QualityReader {
  private QualityReader() {}

  /// @param isDistrict whether the person sees the district's own files
  public static Quality read(JdbcClient rows, Freshness fresh, boolean isDistrict) {
    Freshness.@Nullable Night run = fresh.latest();
    if (run == null) {
      return new Quality(
          "No run yet: nothing to judge", null, List.of(), List.of(), null, null, isDistrict, 0, 0);
    }
    String runId = run.runId();
    List<Quality.Readiness> readiness = rows.sql("""
                select source, colour, rows, newest_on,
                       case jsonb_typeof(reasons)
                         when 'array' then array(select jsonb_array_elements_text(reasons))
                         when 'null' then array[]::text[]
                         else array[reasons #>> '{}'] end as reasons
                from ledger.run_readiness where run_id = ?
                order by case colour when 'red' then 0 when 'yellow' then 1 else 2 end, source
                """)
        .param(runId)
        .query((row, n) -> new Quality.Readiness(
            row.getString("source"),
            row.getString("colour"),
            texts(row.getArray("reasons")),
            row.getObject("rows", Long.class),
            row.getObject("newest_on", LocalDate.class)))
        .list();
    List<Quality.Check> checks =
        rows.sql("""
                select check_id, title, severity, failed, "of", advice from ledger.run_check
                where run_id = ?
                order by failed = 0,
                         case severity when 'error' then 0 when 'warn' then 1 else 2 end, title
                """).param(runId).query(Records.of(Quality.Check.class)).list();
    Quality.Rows counted =
        rows.sql("""
                select count(*) as files, coalesce(sum(rows_in), 0) as rows_in,
                       coalesce(sum(loaded), 0) as loaded,
                       coalesce(sum(duplicate), 0) as duplicate,
                       coalesce(sum(superseded), 0) as superseded,
                       coalesce(sum(quarantined), 0) as quarantined
                from ledger.run_file where run_id = ?
                """).param(runId).query(Records.of(Quality.Rows.class)).single();
    long unmatched = isDistrict
        ? rows.sql("select count(*) from ledger.run_unmatched where run_id = ?")
            .param(runId)
            .query(Long.class)
            .single()
        : 0;
    return new Quality(
        title(readiness, checks, counted),
        run,
        readiness,
        checks,
        counted.files() == 0 ? null : counted,
        counted.rowsIn() == 0
            ? null
            : RowFlow.draw(
                "Rows through the pipe",
                counted.rowsIn(),
                List.of(
                    new RowFlow.Fate("loaded", counted.loaded(), "loaded"),
                    new RowFlow.Fate("duplicate", counted.duplicate(), "twice"),
                    new RowFlow.Fate("superseded", counted.superseded(), "older"),
                    new RowFlow.Fate("set aside", counted.quarantined(), "aside"))),
        isDistrict,
        counted.quarantined(),
        unmatched);
  }

  private static List<String> texts(@Nullable Array array) throws java.sql.SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static String title(
      List<Quality.Readiness> readiness, List<Quality.Check> checks, Quality.Rows rows) {
    long troubled = readiness.stream().filter(r -> !r.colour().equals("green")).count();
    long errors = checks.stream()
        .filter(c -> !c.isPassed() && c.severity().equals("error"))
        .count();
    String sources = readiness.isEmpty()
        ? "No source judged yet"
        : troubled == 0
            ? "All %d sources are ready".formatted(readiness.size())
            : "%d of %d sources %s a closer look"
                .formatted(troubled, readiness.size(), troubled == 1 ? "needs" : "need");
    String stop = errors == 0
        ? ""
        : "; %s publication".formatted(Words.counted(errors, "check stops", "checks stop"));
    String share = rows.rowsIn() == 0
        ? ""
        : "; %s of %s rows set aside"
            .formatted(Words.count(rows.quarantined()), Words.count(rows.rowsIn()));
    return sources + stop + share;
  }
}
