package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waymark.engine.EngineException;
import org.waymark.engine.Model;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.Publisher;
import org.waymark.quality.CardChecks;
import org.waymark.quality.CheckResult;
import org.waymark.store.Database;
import org.waymark.store.Ledger;
import org.waymark.store.ModelRegistry;
import org.waymark.store.StoreException;

/// Scores the published run again after a decision about models, without reading the files
/// again. Works on a copy of the snapshot: killed anywhere, it leaves the numbers before whole.
public final class Rescore {

  /// How it ended.
  public sealed interface Outcome {
    /// @param rebuilt the tables that the decision reached, in the order they were built
    record Scored(String runId, ModelRegistry.Duties duties, List<String> rebuilt, double seconds)
        implements Outcome {}

    /// Nothing was changed.
    record Refused(String reason) implements Outcome {}
  }

  private static final String INPUT = "risk.deployed_model";

  private final Path dataDir;
  private final Settings settings;
  private final Progress progress;
  private final ModelLibrary library = ModelLibrary.load();

  public Rescore(Path dataDir, Settings settings, Progress progress) {
    this.dataDir = dataDir;
    this.settings = settings;
    this.progress = progress;
  }

  public Outcome run(Database database) throws IOException {
    try (RunLock lock = RunLock.take(dataDir)) {
      Objects.requireNonNull(lock);
      Optional<String> published = new Ledger(database, settings.tenant()).lastPublished();
      if (published.isEmpty()) {
        return new Outcome.Refused("Nothing is published yet; ./waymark run scores as well.");
      }
      var snapshots = new Snapshots(dataDir);
      Optional<Path> snapshot = snapshots.of(published.get());
      if (snapshot.isEmpty()) {
        return new Outcome.Refused("The snapshot of run " + published.get() + " is not in "
            + dataDir + "; the next ./waymark run scores as well.");
      }
      Disk.requireRoom(dataDir, snapshot.get());
      return score(database, snapshots, snapshot.get(), published.get());
    }
  }

  private Outcome score(Database database, Snapshots snapshots, Path snapshot, String runId)
      throws IOException {
    long start = System.nanoTime();
    ModelRegistry models = database.models(settings.tenant());
    ModelRegistry.Duties duties = models.duties();
    Path copy = snapshots.begin(runId);
    Files.copy(snapshot, copy);
    var downstream = downstream(library);
    var rebuilt = downstream.stream().map(Model::table).toList();
    try (var duckDb = NightlyRun.open(copy, settings)) {
      DeployedModels.write(duties, duckDb);
      try (var second = duckDb.duplicate()) {
        new ModelRunner(List.of(duckDb, second), progress).run(downstream);
      }
      var broken = CardChecks.run(duckDb, downstream).stream()
          .filter(CheckResult::stopsPublication)
          .toList();
      if (!broken.isEmpty()) {
        return new Outcome.Refused(broken.stream()
                .map(c -> c.title() + ": " + c.failed() + " of " + c.of() + " failed")
                .collect(Collectors.joining("; "))
            + ". The scores before stay up.");
      }
      Publisher.refresh(
          duckDb,
          Publisher.catalog(library).stream()
              .filter(table -> rebuilt.contains(table.source()))
              .toList(),
          database,
          settings.tenant(),
          runId,
          Files.createDirectories(dataDir.resolve("scratch")),
          progress);
    } catch (EngineException e) {
      snapshots.abandon(runId);
      return new Outcome.Refused("The snapshot of run " + runId + " could not be scored ("
          + String.valueOf(e.getMessage()).lines().findFirst().orElse("no message")
          + "); where it was made by another version, the next ./waymark run scores as well.");
    } catch (PublishException e) {
      snapshots.abandon(runId);
      throw new StoreException(e.getMessage() + " The scores before stay up.", e);
    }
    models.follows(runId, duties);
    snapshots.finish(runId, settings.snapshotsKept());
    return new Outcome.Scored(
        runId, duties, rebuilt, (System.nanoTime() - start) / 1_000_000 / 1000.0);
  }

  /// What reads the models on duty, and whatever reads that, in the order of building.
  static List<Model> downstream(ModelLibrary library) {
    Set<String> reached = new HashSet<>(Set.of(INPUT));
    var downstream = new ArrayList<Model>();
    for (Model model : ModelRunner.inOrder(library.models())) {
      if (model.dependsOn().stream().anyMatch(reached::contains)) {
        reached.add(model.table());
        downstream.add(model);
      }
    }
    return downstream;
  }
}
