package org.waymark.bench;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One measured run and its limit.
///
/// @param bytes of all files that the run reads
/// @param rows in all of them, headers left out
/// @param wholeSeconds of the command, from the start of its JVM to its end
/// @param stages seconds by stage, in the order of the run
/// @param bareRows in the daily attendance files
/// @param bareSeconds of DuckDB's bare load of those files into typed columns
/// @param scanSeconds of counting their rows
record PipelineResult(
    Machine machine,
    int students,
    long seed,
    long bytes,
    long rows,
    boolean isPublished,
    String reason,
    double wholeSeconds,
    Map<String, Double> stages,
    Memory.Peak memory,
    long bareRows,
    double bareSeconds,
    double scanSeconds,
    long bareBytes) {

  static final List<String> HEADS = List.of(
      "date",
      "machine",
      "students",
      "rows",
      "files, MB",
      "whole, s",
      "ingest, s",
      "models, s",
      "checks, s",
      "publish, s",
      "rows/s",
      "s per 1,000 students",
      "JVM, MB",
      "PostgreSQL, MB",
      "together, MB",
      "bare load, s",
      "scan, s",
      "ingest ÷ bare load");

  double ratio() {
    return stages.getOrDefault("ingest", 0.0) / bareSeconds;
  }

  double secondsPerThousand() {
    return wholeSeconds * 1000 / students;
  }

  Map<String, Object> json() {
    var object = new LinkedHashMap<String, Object>();
    object.put("date", LocalDate.now().toString());
    object.put("machine", machine);
    object.put("students", students);
    object.put("seed", seed);
    object.put("published", isPublished);
    object.put("reason", reason);
    object.put("rows", rows);
    object.put("bytes", bytes);
    object.put("seconds", wholeSeconds);
    object.put("stages", stages);
    object.put("rows_per_second", rows / wholeSeconds);
    object.put("seconds_per_1000_students", secondsPerThousand());
    object.put("memory_mb", memory.json());
    var bare = new LinkedHashMap<String, Object>();
    bare.put("rows", bareRows);
    bare.put("bytes", bareBytes);
    bare.put("load_seconds", bareSeconds);
    bare.put("scan_seconds", scanSeconds);
    object.put("bare", bare);
    object.put("ingest_to_bare", ratio());
    return object;
  }

  /// A table for the eye, then a Markdown row for docs/benchmarks.md.
  String text() {
    var text = new StringBuilder();
    line(text, "%s; Java %s", machine, machine.java());
    line(
        text,
        "%,d students, %,d rows, %,d MB; %s",
        students,
        rows,
        bytes >> 20,
        isPublished ? "published" : "NOT published: " + reason);
    line(text, "");
    line(text, "%-24s %9s %12s %10s", "stage", "seconds", "rows/s", "peak, MB");
    double inStages = 0;
    for (var stage : stages.entrySet()) {
      inStages += stage.getValue();
      line(
          text,
          "%-24s %9.2f %,12.0f %10s",
          stage.getKey(),
          stage.getValue(),
          rows / stage.getValue(),
          mb(memory.stagesMb().getOrDefault(stage.getKey(), 0L)));
    }
    line(text, "%-24s %9.2f", "start and end", wholeSeconds - inStages);
    line(
        text,
        "%-24s %9.2f %,12.0f %10s",
        "whole",
        wholeSeconds,
        rows / wholeSeconds,
        mb(memory.togetherMb()));
    line(text, "%-24s %9.2f", "per 1,000 students", secondsPerThousand());
    line(text, "");
    line(
        text,
        "memory: JVM %s MB, PostgreSQL %s MB (its processes' high-water marks add up to %s MB, shared pages counted in each)",
        mb(memory.jvmMb()),
        mb(memory.postgresMb()),
        mb(memory.postgresSumMb()));
    line(
        text,
        "limit: %,d attendance rows, %,d MB: bare load %.2f s, scan %.2f s; ingest of all files is %.2f times the bare load",
        bareRows,
        bareBytes >> 20,
        bareSeconds,
        scanSeconds,
        ratio());
    line(text, "");
    line(text, "| %s |", String.join(" | ", HEADS));
    line(text, "|%s", " --- |".repeat(HEADS.size()));
    return text.append(row()).toString();
  }

  private String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %,d | %,d | %.1f | %.1f | %.1f | %.1f | %.1f | %,.0f | %.2f | %s | %s | %s | %.1f | %.1f | %.2f |",
        LocalDate.now(),
        machine,
        students,
        rows,
        bytes >> 20,
        wholeSeconds,
        seconds("ingest"),
        seconds("models"),
        seconds("checks"),
        seconds("publish"),
        rows / wholeSeconds,
        secondsPerThousand(),
        mb(memory.jvmMb()),
        mb(memory.postgresMb()),
        mb(memory.togetherMb()),
        bareSeconds,
        scanSeconds,
        ratio());
  }

  private double seconds(String stage) {
    return stages.getOrDefault(stage, 0.0);
  }

  private static String mb(long megabytes) {
    return megabytes == 0 ? "unknown" : String.format(Locale.ROOT, "%,d", megabytes);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
