package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.growth.Growth;
import org.waymark.growth.GrowthPercentiles;
import org.waymark.growth.LongFile;
import org.waymark.growth.LongFileRefused;
import org.waymark.nightly.QualityReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "growth",
    description =
        "Growth percentiles of a CSV file in the long format of R's SGP package: ID, CONTENT_AREA,"
            + " YEAR, GRADE, SCALE_SCORE, VALID_CASE. Needs no data directory.",
    mixinStandardHelpOptions = true)
final class GrowthCommand implements Callable<Integer> {

  private static final int DUCKDB_MB = 512;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "CSV",
      description = "scores, one row each")
  Path input = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "CSV",
      description = "where the percentiles go")
  Path output = Path.of("");

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "only this CONTENT_AREA (default: all)")
  @Nullable
  String subject;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description = "only this year, 2023_2024 or 2024 (default: all)")
  @Nullable
  String year;

  @Option(names = "--grade", paramLabel = "GRADE", description = "only this grade (default: all)")
  @Nullable
  String grade;

  @Option(
      names = "--minimum-group",
      paramLabel = "N",
      defaultValue = "250",
      description = "students below which a group has no percentiles (default: ${DEFAULT-VALUE})")
  int minimumGroup;

  @Option(
      names = "--priors",
      paramLabel = "N",
      defaultValue = "8",
      description = "prior scores used at most (default: ${DEFAULT-VALUE})")
  int priors;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(input)) {
      throw new IllegalArgumentException("--input: " + input + " does not exist");
    }
    Path folder = output.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--out: there is no folder " + folder);
    }
    if (Files.isDirectory(output)) {
      throw new IllegalArgumentException("--out: " + output + " is a folder; a file is needed");
    }
    var request = new LongFile.Request(
        input.toAbsolutePath(),
        output,
        subject,
        year == null ? null : year(year),
        grade == null ? null : grade(grade),
        new GrowthPercentiles.Settings(minimumGroup, priors));
    Path scratch = Files.createTempDirectory(folder, ".waymark-growth-");
    var progress = new ConsoleProgress();
    try (var engine = DuckDbSqlEngine.open(scratch.resolve("scores.duckdb"), DUCKDB_MB)) {
      LongFile.Summary summary = LongFile.run(request, engine, progress);
      progress.end();
      print(summary);
      return 0;
    } catch (LongFileRefused refused) {
      System.err.println("waymark: " + refused.getMessage());
      return Waymark.REFUSED;
    } finally {
      delete(scratch);
    }
  }

  private static int year(String text) {
    try {
      return LongFile.year(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--year: " + e.getMessage(), e);
    }
  }

  private static int grade(String text) {
    if (text.equalsIgnoreCase("k")) {
      return 0;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--grade: saw \"" + text + "\", expected a number or K", e);
    }
  }

  private void print(LongFile.Summary summary) {
    summary.notes().forEach(System.err::println);
    if (json) {
      Map<String, Object> without = new LinkedHashMap<>();
      summary.without().forEach((reason, rows) -> without.put(reason.code(), rows));
      var object = new LinkedHashMap<String, Object>();
      object.put("rows", summary.rows());
      object.put("scored", summary.scored());
      object.put("groups", summary.groups());
      object.put("without", without);
      object.put("notes", summary.notes());
      System.out.println(QualityReport.json(object));
      return;
    }
    System.out.println(String.format(
        Locale.ROOT,
        "%,d rows, %,d with a growth percentile, in %,d groups.",
        summary.rows(),
        summary.scored(),
        summary.groups()));
    for (Map.Entry<Growth.Reason, Long> reason : summary.without().entrySet()) {
      System.out.println(String.format(
          Locale.ROOT, "%,12d  %s", reason.getValue(), reason.getKey().words()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
