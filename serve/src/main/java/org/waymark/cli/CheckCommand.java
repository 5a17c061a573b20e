package org.waymark.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.nightly.NightlyRun;
import org.waymark.nightly.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description =
        "Check files without publishing anything; writes reports/data_quality_report.json.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(
      names = "--source",
      required = true,
      paramLabel = "DIR",
      description = "folder (or zip) with the district's files")
  Path source = Path.of(".");

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = "more mapping files; later ones win")
  List<Path> mappings = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description = "no later day of the files counts (default: today)")
  @Nullable
  LocalDate asOf;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(source)) {
      throw new IllegalArgumentException("--source: " + source + " does not exist");
    }
    var settings = data.settings();
    var progress = new ConsoleProgress();
    var request = new NightlyRun.Request(
        source.toAbsolutePath(),
        data.ready(),
        data.mappings(settings, mappings),
        asOf == null ? LocalDate.now() : asOf,
        true);
    RunSummary summary = new NightlyRun(request, settings, progress).check();
    progress.end();
    RunReport.print(summary, json);
    return summary.reason() == null ? 0 : Waymark.REFUSED;
  }
}
