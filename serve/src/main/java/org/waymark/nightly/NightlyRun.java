package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.alerts.AlertSettings;
import org.waymark.alerts.Telling;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.Progress;
import org.waymark.publishing.Dictionary;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.Publisher;
import org.waymark.quality.CheckResult;
import org.waymark.store.Database;
import org.waymark.store.Ledger;
import org.waymark.store.StoreException;
import org.waymark.usage.Retention;
import org.waymark.usage.UsageSettings;

/// The nightly job: files in, models, checks, publication. Killed anywhere, it leaves
/// yesterday's numbers up.
public final class NightlyRun {

  /// @param source the folder of files as they are now; null reads only what came in
  ///     through `incoming`
  /// @param today the day on which the run stands; no later day of the files counts
  /// @param acceptShrink publishes although a feed lost rows
  public record Request(
      @Nullable Path source,
      Path dataDir,
      List<Path> mappings,
      LocalDate today,
      boolean acceptShrink) {}

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Request request;
  private Settings settings;
  private final AlertSettings alerts;
  private final Progress progress;
  private final Instant started = Instant.now();
  private final String runId = STAMP.format(started) + "-"
      + Integer.toHexString(0x1000 + ThreadLocalRandom.current().nextInt(0xefff));
  private final ModelLibrary library = ModelLibrary.load();

  public NightlyRun(Request request, Settings settings, Progress progress) throws IOException {
    this.request = request;
    this.alerts = AlertSettings.read(request.dataDir());
    this.settings = settings;
    this.progress = progress;
  }

  /// Runs and publishes.
  public RunSummary run(Database database) throws IOException {
    try (RunLock lock = RunLock.take(request.dataDir())) {
      Objects.requireNonNull(lock);
      Disk.requireRoom(request.dataDir(), request.source());
      var ledger = new Ledger(database, settings.tenant());
      settings = ThresholdVersions.apply(settings, ledger);
      ledger.start(
          runId,
          started,
          String.valueOf(request.source()),
          Telling.failed(settings.tenant(), alerts, started, "It was interrupted.")::write);
      try {
        return run(database, ledger);
      } catch (IOException | RuntimeException e) {
        String reason = Disk.explain(e);
        ledger.refuse(
            runId,
            "failed",
            reason,
            Telling.failed(settings.tenant(), alerts, Instant.now(), reason)::write);
        throw e;
      }
    }
  }

  /// Reads and checks the files and publishes nothing; keeps nothing but the report.
  public RunSummary check() throws IOException {
    Disk.requireRoom(request.dataDir(), request.source());
    Path scratch = Files.createTempDirectory(request.dataDir(), "check-");
    try (var duckDb = open(scratch.resolve("check.duckdb"))) {
      var built = build().run(duckDb, scratch, SnapshotBuild.Past.none());
      RunSummary summary = summary(built, false);
      QualityReport.write(request.dataDir(), summary);
      return summary;
    } finally {
      delete(scratch);
    }
  }

  private RunSummary run(Database database, Ledger ledger) throws IOException {
    var snapshots = new Snapshots(request.dataDir());
    RunSummary summary;
    try (var duckDb = open(snapshots.begin(runId))) {
      var past = new SnapshotBuild.Past(
          ledger.idLinks(),
          request.acceptShrink() ? null : ledger.loadedLastTime(),
          database.models(settings.tenant()).duties());
      var built = build().run(duckDb, request.dataDir(), past);
      ledger.save(
          runId, RunDetails.of(duckDb, built.ingest().files(), built.checks(), built.readiness()));
      finish(ledger, summary(built, built.refusal() == null));
      long start = System.nanoTime();
      if (built.refusal() == null) {
        publish(
            duckDb,
            database,
            Telling.published(
                settings.tenant(), alerts, Instant.now(), duckDb, built.ingest().files()));
        database.models(settings.tenant()).follows(runId, past.duties());
      } else {
        ledger.refuse(runId, "refused", built.refusal(), refused(built)::write);
      }
      built.stages().put("publish", (System.nanoTime() - start) / 1_000_000 / 1000.0);
      summary = summary(built, built.refusal() == null);
      conclude(database, ledger, summary, built);
    } catch (PublishException e) {
      snapshots.abandon(runId);
      throw new StoreException(e.getMessage() + " The numbers before this run stay up.", e);
    }
    snapshots.finish(runId, settings.snapshotsKept());
    return summary;
  }

  /// What is left to do when the result stands. A fault here no longer changes what people
  /// see.
  private void conclude(
      Database database, Ledger ledger, RunSummary summary, SnapshotBuild.Built built)
      throws IOException {
    try {
      finish(ledger, summary);
      QualityReport.write(request.dataDir(), summary);
      built.ingest().settle(summary.published());
      Retention.keep(database.owner(), settings.tenant(), UsageSettings.read(request.dataDir()));
      new AuditHeads(request.dataDir()).note(database.audit(settings.tenant()));
    } catch (IOException | StoreException e) {
      if (!summary.published()) {
        throw e;
      }
      throw new StoreException(
          "Run " + runId + " is published, but what follows failed: " + Disk.explain(e)
              + " The next run makes up for it.",
          e);
    }
  }

  private void finish(Ledger ledger, RunSummary summary) {
    ledger.finish(
        runId,
        summary.asOfOn(),
        summary.seconds(),
        summary.rowsIn(),
        QualityReport.json(summary.json()));
  }

  private Telling refused(SnapshotBuild.Built built) {
    return Telling.refused(
        settings.tenant(),
        alerts,
        Instant.now(),
        built.ingest().files(),
        built.checks().stream()
            .filter(CheckResult::stopsPublication)
            .map(CheckResult::id)
            .toList(),
        String.valueOf(built.refusal()));
  }

  private void publish(DuckDbSqlEngine duckDb, Database database, Telling telling)
      throws IOException {
    var tables = new ArrayList<>(Publisher.catalog(library));
    tables.addAll(Dictionary.write(duckDb, library));
    Path scratch = Files.createDirectories(request.dataDir().resolve("scratch"));
    Publisher.publish(
        duckDb, tables, database, settings.tenant(), runId, scratch, progress, telling::write);
  }

  private SnapshotBuild build() {
    return new SnapshotBuild(request, settings, runId, library, progress);
  }

  private DuckDbSqlEngine open(Path file) {
    return open(file, settings);
  }

  static DuckDbSqlEngine open(Path file, Settings settings) {
    var duckDb = DuckDbSqlEngine.open(file, settings.memoryMb());
    duckDb.execute("set temp_directory = '" + file + ".tmp'");
    return duckDb;
  }

  private RunSummary summary(SnapshotBuild.Built built, boolean isPublished) {
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    return new RunSummary(
        runId,
        isPublished,
        built.refusal(),
        built.asOfOn(),
        seconds,
        new LinkedHashMap<>(built.stages()),
        built.ingest().files(),
        built.checks(),
        built.readiness(),
        built.ingest().findings());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
