package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.engine.RunParameters;
import org.waymark.publishing.Dictionary;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.Publisher;
import org.waymark.quality.CardChecks;
import org.waymark.quality.CheckResult;
import org.waymark.quality.DistrictChecks;
import org.waymark.quality.SourceShrink;
import org.waymark.sources.FileResult;
import org.waymark.sources.Ingest;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.Limits;
import org.waymark.sources.Sources;
import org.waymark.store.Database;
import org.waymark.store.Ledger;
import org.waymark.store.StoreException;

/// The nightly job: files in, models, checks, publication. Killed anywhere, it leaves yesterday's numbers up.
public final class NightlyRun {

  /// @param source the folder of files as they are now; null reads only what came in through `incoming`
  /// @param today the day on which the run stands; no later day of the files counts
  /// @param acceptShrink publishes although a feed lost rows
  public record Request(@Nullable Path source, Path dataDir, List<Path> mappings, LocalDate today, boolean acceptShrink) {}

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Request request;
  private final Settings settings;
  private final Progress progress;
  private final Instant started = Instant.now();
  private final String runId =
      STAMP.format(started) + "-" + Integer.toHexString(0x1000 + ThreadLocalRandom.current().nextInt(0xefff));
  private final Map<String, Double> stages = new LinkedHashMap<>();

  public NightlyRun(Request request, Settings settings, Progress progress) {
    this.request = request;
    this.settings = settings;
    this.progress = progress;
  }

  /// Runs and publishes.
  public RunSummary run(Database database) throws IOException {
    try (RunLock lock = RunLock.take(request.dataDir())) {
      Objects.requireNonNull(lock);
      Disk.requireRoom(request.dataDir(), request.source());
      var ledger = new Ledger(database, settings.tenant());
      ledger.start(runId, started, String.valueOf(request.source()));
      try {
        return build(database, ledger);
      } catch (IOException | RuntimeException e) {
        ledger.refuse(runId, "failed", Disk.explain(e));
        throw e;
      }
    }
  }

  private RunSummary build(Database database, Ledger ledger) throws IOException {
    var snapshots = new Snapshots(request.dataDir());
    Path file = snapshots.begin(runId);
    RunSummary summary;
    try (var duckDb = DuckDbSqlEngine.open(file, settings.memoryMb())) {
      duckDb.execute("set temp_directory = '" + file + ".tmp'");
      long start = System.nanoTime();
      Ingest ingest = ingest(duckDb, ledger);
      stage("ingest", start);
      LocalDate asOfOn = AsOf.find(duckDb, request.today());
      ModelLibrary library = ModelLibrary.load();
      start = System.nanoTime();
      models(duckDb, library, asOfOn);
      stage("models", start);
      start = System.nanoTime();
      var checks = checks(duckDb, library, ingest, ledger);
      var readiness = Readiness.of(duckDb, ingest.files(), asOfOn);
      stage("checks", start);
      String refused = refusal(checks);
      start = System.nanoTime();
      ledger.save(runId, RunDetails.of(duckDb, ingest.files(), checks, readiness));
      stage("ledger", start);
      start = System.nanoTime();
      if (refused == null) {
        var tables = new ArrayList<>(Publisher.catalog(library));
        tables.addAll(Dictionary.write(duckDb, library));
        Path scratch = Files.createDirectories(request.dataDir().resolve("scratch"));
        Publisher.publish(duckDb, tables, database, settings.tenant(), runId, scratch, progress);
      } else {
        ledger.refuse(runId, "refused", refused);
      }
      stage("publish", start);
      double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
      summary = new RunSummary(runId, refused == null, refused, asOfOn, seconds, stages, ingest.files(), checks, readiness, ingest.findings());
      ledger.finish(runId, asOfOn, seconds, summary.rowsIn(), QualityReport.json(summary.json()));
      QualityReport.write(request.dataDir(), summary);
      ingest.settle(refused == null);
    } catch (PublishException e) {
      snapshots.abandon(runId);
      throw new StoreException(e.getMessage() + " The numbers before this run stay up.", e);
    }
    snapshots.finish(runId, settings.snapshotsKept());
    return summary;
  }

  private Ingest ingest(DuckDbSqlEngine duckDb, Ledger ledger) throws IOException {
    var plan = new IngestPlan(request.source(), request.dataDir(), request.mappings(), request.today(), ledger.idLinks(), Limits.defaults());
    progress.begin("ingest", 0);
    long[] last = {System.nanoTime()};
    try {
      return Sources.ingest(duckDb.connection(), plan, (step, done, total) -> {
        long now = System.nanoTime();
        progress.done("ingest", step, 0, Duration.ofNanos(now - last[0]));
        last[0] = now;
      });
    } catch (SQLException e) {
      throw new StoreException("The files could not be read into the snapshot: " + e.getMessage(), e);
    }
  }

  private void models(DuckDbSqlEngine duckDb, ModelLibrary library, LocalDate asOfOn) {
    new RunParameters(settings.tenant(), runId, asOfOn, AsOf.schoolYear(asOfOn), settings.thresholds()).writeTo(duckDb);
    try (var second = duckDb.duplicate()) {
      new ModelRunner(List.of(duckDb, second), progress).run(library.models());
    }
  }

  private List<CheckResult> checks(DuckDbSqlEngine duckDb, ModelLibrary library, Ingest ingest, Ledger ledger) {
    progress.begin("checks", 2);
    long start = System.nanoTime();
    var checks = new ArrayList<>(DistrictChecks.run(duckDb));
    progress.done("checks", "across files", checks.size(), Duration.ofNanos(System.nanoTime() - start));
    if (!request.acceptShrink()) {
      checks.add(SourceShrink.check(ledger.loadedLastTime(), loaded(ingest.files()), settings.shrinkTolerated()));
    }
    start = System.nanoTime();
    var promises = CardChecks.run(duckDb, library.models());
    progress.done("checks", "promises of the cards", promises.size(), Duration.ofNanos(System.nanoTime() - start));
    checks.addAll(promises);
    return checks;
  }

  private static Map<String, Long> loaded(List<FileResult> files) {
    return files.stream()
        .filter(f -> f.status() == FileResult.Status.LOADED)
        .collect(Collectors.groupingBy(f -> f.source() + " " + f.entity(), Collectors.summingLong(FileResult::loaded)));
  }

  private static @Nullable String refusal(List<CheckResult> checks) {
    var stopping = checks.stream().filter(CheckResult::stopsPublication).toList();
    return stopping.isEmpty()
        ? null
        : stopping.stream()
            .map(c -> c.title() + ": " + c.failed() + " of " + c.of() + " failed" + (c.sample().isEmpty() ? "" : " (" + c.sample().getFirst() + ")"))
            .collect(Collectors.joining("; "));
  }

  private void stage(String name, long start) {
    stages.put(name, (System.nanoTime() - start) / 1_000_000 / 1000.0);
  }
}
