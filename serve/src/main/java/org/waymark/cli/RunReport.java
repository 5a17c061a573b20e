package org.waymark.cli;

import java.util.Locale;
import org.waymark.engine.Card.Severity;
import org.waymark.nightly.QualityReport;
import org.waymark.nightly.RunSummary;
import org.waymark.sources.FileResult;

/// What a run says when it is over: one JSON object for machines, a page of text for people.
final class RunReport {

  private RunReport() {}

  static void print(RunSummary summary, boolean json) {
    System.out.println(json ? QualityReport.json(summary.json()) : text(summary));
  }

  private static String text(RunSummary summary) {
    var text = new StringBuilder();
    for (FileResult file : summary.files()) {
      text.append(String.format(
          Locale.ROOT,
          "%-48s %,12d rows  %,12d loaded",
          shorten(file.path()),
          file.rowsIn(),
          file.loaded()));
      append(text, file.duplicate(), "duplicate");
      append(text, file.superseded(), "superseded");
      append(text, file.quarantined(), "set aside");
      if (file.status() != FileResult.Status.LOADED) {
        text.append("  ").append(file.status().word()).append(": ").append(file.note());
      }
      text.append('\n');
    }
    for (var check : summary.checks()) {
      if (!check.passed() && check.severity() != Severity.INFO) {
        text.append(String.format(
            Locale.ROOT,
            "%s %s: %,d of %,d. %s%n",
            check.severity() == Severity.ERROR ? "ERROR" : "warn ",
            check.title(),
            check.failed(),
            check.of(),
            check.advice()));
      }
    }
    summary.findings().stream()
        .limit(40)
        .forEach(f -> text.append("note  ")
            .append(f.path().isEmpty() ? "" : f.path() + ": ")
            .append(f.message())
            .append('\n'));
    text.append(String.format(
        Locale.ROOT,
        "%,d rows in %.1f s, data through %s. ",
        summary.rowsIn(),
        summary.seconds(),
        summary.asOfOn()));
    text.append(
        summary.published()
            ? "Published as run " + summary.run() + "."
            : summary.reason() == null
                ? "Checked; this command publishes nothing."
                : "Not published: " + summary.reason() + ". Yesterday's numbers stay up.");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String word) {
    if (count > 0) {
      text.append(String.format(Locale.ROOT, "  %,d %s", count, word));
    }
  }

  private static String shorten(String path) {
    return path.length() <= 48 ? path : "…" + path.substring(path.length() - 47);
  }
}
