package org.waymark.sources.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.waymark.sources.FileResult;
import org.waymark.sources.FileResult.Status;
import org.waymark.sources.Finding;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.Progress;
import org.waymark.sources.internal.SourceFile.LoadedFeed;

/// One ingest from the first byte to the last count.
public final class IngestRun {
  private final Db db;
  private final IngestPlan plan;
  private final Progress progress;
  private final Entities entities = Entities.shipped();
  private final List<Finding> findings = new ArrayList<>();
  private final Incoming incoming;
  private final Map<String, Bundle> bundles = new HashMap<>();
  private List<SourceFile> files = List.of();

  public IngestRun(Connection duckdb, IngestPlan plan, Progress progress) throws IOException {
    this.db = new Db(duckdb);
    this.plan = plan;
    this.progress = progress;
    this.incoming = new Incoming(plan.dataDir(), Clock.systemUTC());
  }

  /// @return what became of each file
  public List<FileResult> run() throws SQLException, IOException {
    List<Mapping> mappings = new MappingReader(entities).readAll(plan.mappingDirs());
    Schema.create(db, entities);
    Fates fates = new Fates(db);
    Path work = plan.dataDir().resolve("work");
    try (Landing landing = new Landing(plan.dataDir().resolve("landing"), work, plan.limits())) {
      Intake intake = new Intake(plan, landing, progress);
      files = intake.gather(incoming.arrivals(landing));
      recognise(new Recogniser(mappings));
      replace();
      load(new TypedLoad(db, landing, fates, plan), fates);
      List<FileResult> results = reconcile(fates);
      landing.settle();
      return results;
    } finally {
      delete(work);
    }
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /// Moves the files of the incoming folder to where the result of the run sends them.
  public void settle(boolean isPublished) throws IOException {
    Map<String, String> complaints = new HashMap<>();
    Set<String> useful = new HashSet<>();
    for (SourceFile file : files) {
      Receipt receipt = file.receipt();
      if (receipt == null) {
        continue;
      }
      if (file.status() == Status.LOADED || file.status() == Status.REPLACED) {
        useful.add(receipt.sha256());
      } else {
        complaints.merge(
            receipt.sha256(), file.path() + ": " + file.note(), (a, b) -> a + "\n" + b);
      }
    }
    complaints.keySet().removeAll(useful);
    incoming.settle(isPublished, complaints);
  }

  private void recognise(Recogniser recogniser) throws IOException {
    for (SourceFile file : files) {
      if (file.isTwin() || file.status() != Status.LOADED) {
        continue;
      }
      if (Bundle.isManifest(file)) {
        file.manifest();
        Bundle bundle = Bundle.read(file);
        bundles.put(bundleOf(file), bundle);
        findings.addAll(bundle.compare(file.path(), files));
        continue;
      }
      switch (recogniser.recognise(file.path(), file.profile().header())) {
        case Recognition.Known known -> {
          file.recognised(known);
          if (known.layout().isUnread()) {
            file.note("known, and not read");
          } else {
            describe(file, known);
          }
        }
        case Recognition.Drifted drifted -> file.drifted(drifted.layout(), drifted.message());
        case Recognition.Unknown unknown -> file.refuse(Status.UNRECOGNISED, unknown.message());
      }
    }
  }

  private void describe(SourceFile file, Recognition.Known known) {
    if (!known.unknown().isEmpty()) {
      findings.add(Finding.information(
          file.path(),
          "unknown_column",
          "columns that no mapping uses: " + String.join(", ", known.unknown())));
    }
    if (!known.absent().isEmpty()) {
      findings.add(Finding.information(
          file.path(),
          "absent_column",
          "optional columns that are not in the file: " + String.join(", ", known.absent())));
    }
    long padded = file.profile().padded();
    if (padded > 0) {
      String told = padded + " rows are too short; their last columns are taken as empty";
      file.note(told);
      findings.add(Finding.warning(file.path(), "short_row", told));
    }
  }

  /// Of the files that came in under a layout whose newer file takes the older one's place,
  /// only the newest stays.
  private void replace() {
    Map<String, Long> newest = new HashMap<>();
    for (SourceFile file : files) {
      Receipt receipt = file.receipt();
      if (receipt != null && isReplacing(file)) {
        newest.merge(layoutOf(file), receipt.number(), Math::max);
      }
    }
    for (SourceFile file : files) {
      Receipt receipt = file.receipt();
      if (receipt != null && file.isLoadable() && file.known().layout().isReplacing()) {
        // A delta adds to the newest whole file, but older ones are gone all the same.
        if (receipt.number() < newest.getOrDefault(layoutOf(file), 0L)) {
          file.refuse(Status.REPLACED, "a newer file of this kind came in");
        }
      }
    }
  }

  private boolean isReplacing(SourceFile file) {
    if (!file.isLoadable() || !file.known().layout().isReplacing()) {
      return false;
    }
    Bundle bundle = bundles.get(bundleOf(file));
    return bundle == null || !bundle.isDelta(file);
  }

  private static String bundleOf(SourceFile file) {
    Receipt receipt = file.receipt();
    return (receipt == null ? "" : receipt.number()) + "/" + file.folder();
  }

  private static String layoutOf(SourceFile file) {
    return file.known().layout().source() + "/" + file.known().layout().id();
  }

  private void load(TypedLoad load, Fates fates) throws SQLException, IOException {
    List<SourceFile> loadable = files.stream().filter(SourceFile::isLoadable).toList();
    for (SourceFile file : loadable) {
      load.loadAlso(file);
    }
    int done = 0;
    for (SourceFile file : loadable) {
      progress.at("loading " + file.path(), done++, loadable.size());
      load.loadPrimary(file);
      if (!file.isLoadable()) {
        for (LoadedFeed feed : file.feeds()) {
          fates.refuse(feed.feed().entity(), feed.base(), feed.count());
        }
        file.feeds().clear();
      }
    }
  }

  private List<FileResult> reconcile(Fates fates) throws SQLException, IOException {
    progress.at("matching students, schools and repeated rows", 0, 1);
    db.run("create or replace table sources.run_source (file_key integer, source varchar)");
    for (SourceFile file : files) {
      if (file.isLoadable()) {
        db.run("insert into sources.run_source values ("
            + file.key()
            + ", "
            + Db.literal(file.known().layout().source())
            + ")");
      }
    }
    Reconcile reconcile = new Reconcile(db, entities, fates, plan, files, findings);
    reconcile.run();
    Accounting accounting = new Accounting(db);
    Map<LoadedFeed, Map<String, Long>> fateCounts = accounting.fates(files);
    try (Quarantine quarantine = new Quarantine(db, plan)) {
      for (SourceFile file : files) {
        quarantine.write(file);
      }
    }
    reconcile.finish();
    accounting.count(files, fateCounts, entities);
    List<FileResult> results = files.stream().map(SourceFile::result).toList();
    Accounting.verify(results);
    accounting.write(results, findings);
    db.run("drop table " + Fates.TABLE);
    db.run("drop table sources.run_source");
    return results;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
