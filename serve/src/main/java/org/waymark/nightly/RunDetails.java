package org.waymark.nightly;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.SqlEngine;
import org.waymark.quality.CheckResult;
import org.waymark.sources.FileResult;
import org.waymark.store.Ledger;

/// What the ledger keeps of a run: files, checks, readiness, and the rows that were set
/// aside.
final class RunDetails {

  private RunDetails() {}

  static List<Ledger.Rows> of(
      SqlEngine snapshot,
      List<FileResult> files,
      List<CheckResult> checks,
      List<Readiness> readiness) {
    return List.of(
        new Ledger.Rows(
            "run_file",
            List.of(
                "file_key",
                "path",
                "sha256",
                "source",
                "layout",
                "entity",
                "bytes",
                "arrived_at",
                "rows_in",
                "loaded",
                "duplicate",
                "superseded",
                "quarantined",
                "status",
                "note"),
            files.stream()
                .map(f -> row(
                    f.fileKey(),
                    f.path(),
                    f.sha256(),
                    f.source(),
                    f.layout(),
                    f.entity(),
                    f.bytes(),
                    Timestamp.from(f.arrivedAt()),
                    f.rowsIn(),
                    f.loaded(),
                    f.duplicate(),
                    f.superseded(),
                    f.quarantined(),
                    f.status().word(),
                    f.note()))
                .toList()),
        new Ledger.Rows(
            "run_check",
            List.of("check_id", "title", "severity", "failed", "of", "advice", "sample"),
            checks.stream()
                .map(c -> row(
                    c.id(),
                    c.title(),
                    c.severity().name().toLowerCase(Locale.ROOT),
                    c.failed(),
                    c.of(),
                    c.advice(),
                    QualityReport.json(c.sample())))
                .toList()),
        new Ledger.Rows(
            "run_readiness",
            List.of("source", "colour", "reasons", "rows", "newest_on"),
            readiness.stream()
                .map(r -> row(
                    r.source(),
                    r.colour(),
                    QualityReport.json(r.reasons()),
                    r.rows(),
                    r.newestOn() == null ? null : Date.valueOf(r.newestOn())))
                .toList()),
        copied(
            snapshot,
            "run_quarantine",
            "quality.quarantine",
            List.of(
                "file_key", "path", "line", "column_name", "value", "reason", "entity", "kind")),
        copied(
            snapshot,
            "run_unmatched",
            "quality.unmatched",
            List.of("source", "entity", "id_value", "id_kind", "row_count", "nearest")));
  }

  private static Ledger.Rows copied(
      SqlEngine snapshot, String table, String from, List<String> columns) {
    var rows =
        snapshot.query("select " + String.join(", ", columns) + " from " + from).rows();
    return new Ledger.Rows(table, columns, rows.stream().map(RunDetails::clean).toList());
  }

  /// PostgreSQL keeps no NUL character in a text; a value that held one shows the usual
  /// sign for it.
  private static List<@Nullable Object> clean(List<@Nullable Object> row) {
    var clean = new ArrayList<@Nullable Object>(row.size());
    for (Object value : row) {
      clean.add(value instanceof String text ? text.replace('\0', '\u2400') : value);
    }
    return clean;
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
