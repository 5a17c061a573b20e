package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.cohorts.CustomCohort;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.engine.RunParameters;
import org.waymark.norms.NormShelf;
import org.waymark.quality.CardChecks;
import org.waymark.quality.CheckResult;
import org.waymark.quality.DistrictChecks;
import org.waymark.quality.SourceShrink;
import org.waymark.sources.FileResult;
import org.waymark.sources.Ingest;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.Limits;
import org.waymark.sources.Sources;
import org.waymark.store.ModelRegistry;
import org.waymark.store.StoreException;

/// Everything up to publication: files become tables, and the tables are checked.
final class SnapshotBuild {

  /// @param lastLoaded rows by feed in the last published run; null when a shrink is accepted
  /// @param duties the models that make the scores
  record Past(
      Map<String, Optional<String>> idLinks,
      @Nullable Map<String, Long> lastLoaded,
      ModelRegistry.Duties duties) {

    /// A run without a past: nothing decided, nothing to be measured against.
    static Past none() {
      return new Past(Map.of(), null, ModelRegistry.Duties.RULE_ALONE);
    }
  }

  /// @param refusal why nothing may be published; null when it may
  record Built(
      Ingest ingest,
      LocalDate asOfOn,
      List<CheckResult> checks,
      List<Readiness> readiness,
      @Nullable String refusal,
      Map<String, Double> stages) {}

  private final NightlyRun.Request request;
  private final Settings settings;
  private final String runId;
  private final ModelLibrary library;
  private final Progress progress;
  private final Map<String, Double> stages = new LinkedHashMap<>();

  SnapshotBuild(
      NightlyRun.Request request,
      Settings settings,
      String runId,
      ModelLibrary library,
      Progress progress) {
    this.request = request;
    this.settings = settings;
    this.runId = runId;
    this.library = library;
    this.progress = progress;
  }

  Built run(DuckDbSqlEngine snapshot, Path landing, Past past) throws IOException {
    long start = System.nanoTime();
    Ingest ingest = ingest(snapshot, landing, past);
    stage("ingest", start);
    start = System.nanoTime();
    LocalDate asOfOn = AsOf.find(snapshot, request.today());
    models(snapshot, asOfOn, past.duties());
    stage("models", start);
    start = System.nanoTime();
    var checks = checks(snapshot, ingest, past);
    var readiness = Readiness.of(snapshot, ingest.files(), asOfOn);
    stage("checks", start);
    return new Built(ingest, asOfOn, checks, readiness, refusal(checks), stages);
  }

  private Ingest ingest(DuckDbSqlEngine snapshot, Path landing, Past past) throws IOException {
    var plan = new IngestPlan(
        request.source(),
        landing,
        request.mappings(),
        request.today(),
        past.idLinks(),
        Limits.defaults());
    progress.begin("ingest", 0);
    long[] last = {System.nanoTime()};
    try {
      return Sources.ingest(snapshot.connection(), plan, (step, done, total) -> {
        long now = System.nanoTime();
        progress.done("ingest", step, 0, Duration.ofNanos(now - last[0]));
        last[0] = now;
      });
    } catch (SQLException e) {
      throw new StoreException(
          "The files could not be read into the snapshot: " + e.getMessage(), e);
    }
  }

  private void models(DuckDbSqlEngine snapshot, LocalDate asOfOn, ModelRegistry.Duties duties)
      throws IOException {
    new RunParameters(
            settings.tenant(),
            runId,
            asOfOn,
            AsOf.schoolYear(asOfOn),
            settings.thresholds(),
            settings.normEdition(),
            settings.riskBands())
        .writeTo(snapshot);
    NormShelf.write(new NormShelf(request.dataDir()).norms(), snapshot);
    CustomCohort.write(settings.cohorts(), snapshot);
    DeployedModels.write(duties, snapshot);
    try (var second = snapshot.duplicate()) {
      new ModelRunner(List.of(snapshot, second), progress).run(library.models());
    }
  }

  private List<CheckResult> checks(DuckDbSqlEngine snapshot, Ingest ingest, Past past) {
    progress.begin("checks", 2);
    long start = System.nanoTime();
    var checks = new ArrayList<>(DistrictChecks.run(snapshot));
    progress.done(
        "checks", "across files", checks.size(), Duration.ofNanos(System.nanoTime() - start));
    if (past.lastLoaded() != null) {
      checks.add(SourceShrink.check(
          past.lastLoaded(), loaded(ingest.files()), settings.shrinkTolerated()));
    }
    start = System.nanoTime();
    var promises = CardChecks.run(snapshot, library.models());
    progress.done(
        "checks",
        "promises of the cards",
        promises.size(),
        Duration.ofNanos(System.nanoTime() - start));
    checks.addAll(promises);
    return checks;
  }

  private static Map<String, Long> loaded(List<FileResult> files) {
    return files.stream()
        .filter(f -> f.status() == FileResult.Status.LOADED)
        .collect(Collectors.groupingBy(
            f -> f.source() + " " + f.entity(), Collectors.summingLong(FileResult::loaded)));
  }

  private static @Nullable String refusal(List<CheckResult> checks) {
    var stopping = checks.stream().filter(CheckResult::stopsPublication).toList();
    return stopping.isEmpty()
        ? null
        : stopping.stream()
            .map(c -> c.title() + ": " + c.failed() + " of " + c.of() + " failed"
                + (c.sample().isEmpty() ? "" : " (" + c.sample().getFirst() + ")"))
            .collect(Collectors.joining("; "));
  }

  private void stage(String name, long start) {
    stages.put(name, (System.nanoTime() - start) / 1_000_000 / 1000.0);
  }
}
