package org.waymark.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.nightly.NightlyRun;
import org.waymark.nightly.RunSummary;
import org.waymark.nightly.Settings;
import org.waymark.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = "The nightly job: read, check, build, measure, publish.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description =
          "folder (or zip) with the district's files; without it, what lies in DATA/incoming")
  @Nullable
  Path source;

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

  @Option(names = "--accept-shrink", description = "publish although a feed lost many rows")
  boolean acceptShrink;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (source != null && !Files.exists(source)) {
      throw new IllegalArgumentException("--source: " + source + " does not exist");
    }
    Path dataDir = data.ready();
    var settings = data.settings();
    var folders = data.mappings(settings, mappings);
    try (Database database = Database.open(dataDir)) {
      RunSummary summary = run(
          new NightlyRun.Request(
              source == null ? null : source.toAbsolutePath(),
              dataDir,
              folders,
              asOf == null ? LocalDate.now() : asOf,
              acceptShrink),
          settings,
          database);
      RunReport.print(summary, json);
      return summary.published() ? 0 : Waymark.REFUSED;
    }
  }

  private static RunSummary run(NightlyRun.Request request, Settings settings, Database database)
      throws Exception {
    var progress = new ConsoleProgress();
    try {
      return new NightlyRun(request, settings, progress).run(database);
    } finally {
      progress.end();
    }
  }
}
