package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The DuckDB files of finished runs, newest last. A run builds beside them and shows its
/// file only whole.
public final class Snapshots {

  private static final String BUILDING = ".building";
  private static final String FINISHED = ".duckdb";

  private final Path folder;

  public Snapshots(Path dataDir) {
    this.folder = dataDir.resolve("snapshots");
  }

  /// The snapshot of a run, while it is kept.
  public Optional<Path> of(String runId) {
    Path file = folder.resolve(runId + FINISHED);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /// An empty place for a new snapshot; what killed runs left behind is removed.
  Path begin(String runId) throws IOException {
    Files.createDirectories(folder);
    deleteAll(file -> !file.toString().endsWith(FINISHED));
    return folder.resolve(runId + BUILDING);
  }

  Path finish(String runId, int kept) throws IOException {
    Path done = folder.resolve(runId + FINISHED);
    Files.move(folder.resolve(runId + BUILDING), done, StandardCopyOption.ATOMIC_MOVE);
    var all = list(FINISHED);
    for (Path old : all.subList(0, Math.max(0, all.size() - kept))) {
      Files.deleteIfExists(old);
    }
    return done;
  }

  void abandon(String runId) throws IOException {
    deleteAll(file -> String.valueOf(file.getFileName()).startsWith(runId + BUILDING));
  }

  public Optional<Path> newest() throws IOException {
    return list(FINISHED).reversed().stream().findFirst();
  }

  /// Files, and the folders that the engine makes when memory runs short.
  private void deleteAll(Predicate<Path> which) throws IOException {
    List<Path> condemned;
    try (Stream<Path> entries = Files.list(folder)) {
      condemned = entries.filter(which).toList();
    }
    for (Path entry : condemned) {
      try (Stream<Path> inside = Files.walk(entry)) {
        for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private List<Path> list(String ending) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> Files.isRegularFile(f) && f.toString().endsWith(ending))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }
}
