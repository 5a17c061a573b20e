package org.waymark.nightly;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.quality.CheckResult;
import org.waymark.sources.FileResult;
import org.waymark.sources.Finding;

/// What one run did, for the console, for machines and for the report.
///
/// @param reason why nothing was published; null when it was
/// @param stages seconds by stage: ingest, models, checks, publish
public record RunSummary(
    String run,
    boolean published,
    @Nullable String reason,
    LocalDate asOfOn,
    double seconds,
    Map<String, Double> stages,
    List<FileResult> files,
    List<CheckResult> checks,
    List<Readiness> readiness,
    List<Finding> findings) {

  public long rowsIn() {
    return files.stream().mapToLong(FileResult::rowsIn).sum();
  }

  /// The object that `--json` prints.
  public Map<String, @Nullable Object> json() {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("run", run);
    object.put("published", published);
    object.put("reason", reason);
    object.put("as_of", asOfOn.toString());
    object.put("seconds", seconds);
    object.put("stages", stages);
    object.put("files", files.stream().map(RunSummary::file).toList());
    object.put("checks", checks.stream().map(RunSummary::check).toList());
    return object;
  }

  /// The object of `reports/data_quality_report.json`: the above with advice, readiness and
  /// findings.
  public Map<String, @Nullable Object> report() {
    var object = json();
    object.put(
        "checks",
        checks.stream()
            .map(c -> {
              var check = check(c);
              check.put("title", c.title());
              check.put("advice", c.passed() ? "" : c.advice());
              check.put("sample", c.sample());
              return check;
            })
            .toList());
    object.put("readiness", readiness.stream().map(RunSummary::source).toList());
    object.put(
        "findings",
        findings.stream()
            .map(f -> Map.of(
                "severity",
                f.severity().name().toLowerCase(java.util.Locale.ROOT),
                "file",
                f.path(),
                "kind",
                f.kind(),
                "message",
                f.message()))
            .toList());
    return object;
  }

  private static Map<String, @Nullable Object> file(FileResult f) {
    var file = new LinkedHashMap<String, @Nullable Object>();
    file.put("file", f.path());
    file.put("rows", f.rowsIn());
    file.put("loaded", f.loaded());
    file.put("duplicate", f.duplicate());
    file.put("superseded", f.superseded());
    file.put("quarantined", f.quarantined());
    file.put("status", f.status().word());
    file.put("source", f.source());
    file.put("layout", f.layout());
    file.put("note", f.note());
    return file;
  }

  private static Map<String, @Nullable Object> source(Readiness r) {
    var source = new LinkedHashMap<String, @Nullable Object>();
    source.put("source", r.source());
    source.put("colour", r.colour());
    source.put("reasons", r.reasons());
    source.put("rows", r.rows());
    source.put("newest_on", r.newestOn() == null ? null : r.newestOn().toString());
    return source;
  }

  private static Map<String, @Nullable Object> check(CheckResult c) {
    var check = new LinkedHashMap<String, @Nullable Object>();
    check.put("id", c.id());
    check.put("severity", c.severity().name().toLowerCase(java.util.Locale.ROOT));
    check.put("failed", c.failed());
    check.put("of", c.of());
    return check;
  }
}
