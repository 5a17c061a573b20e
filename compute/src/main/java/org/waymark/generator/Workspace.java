package org.waymark.generator;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The folder being filled: one job for each file, two at a time, results in a fixed order.
final class Workspace {
  static final String TRUTH = "_truth/truth.json";
  private static final List<String> FOLDERS = List.of("oneroster", "sis", "assessments", "_truth");
  private static final int THREADS = 2;
  private final Path out;
  private final DefectPlanter planter;
  private final Consumer<Progress> progress;
  private final List<Job> jobs = new ArrayList<>();
  private int done;

  private record Job(String path, List<String> header, boolean isQuoted, String mark, Fill fill) {}

  /// Writes the rows of one file.
  @FunctionalInterface
  interface Fill {
    void rows(Table table) throws IOException;
  }

  /// @param defects those planted in the file, in order of lines
  record Written(Summary.File file, List<Defect> defects) {}

  Workspace(Path out, DefectPlanter planter, Consumer<Progress> progress) {
    this.out = out;
    this.planter = planter;
    this.progress = progress;
  }

  /// Makes the folder, or empties it if it was generated before.
  static void prepare(Path out) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException(out + " is a file; name a folder");
    }
    Files.createDirectories(out);
    boolean isEmpty;
    try (Stream<Path> entries = Files.list(out)) {
      isEmpty = entries.findAny().isEmpty();
    }
    if (!isEmpty && !Files.exists(out.resolve(TRUTH))) {
      throw new IllegalArgumentException(
          out + " holds files that were not generated here; name an empty or a new folder");
    }
    for (String folder : FOLDERS) {
      delete(out.resolve(folder));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  void file(String path, List<String> header, Fill fill) {
    jobs.add(new Job(path, header, false, "", fill));
  }

  /// A file whose every cell is quoted, as NWEA writes it.
  void quotedFile(String path, List<String> header, Fill fill) {
    jobs.add(new Job(path, header, true, "", fill));
  }

  /// A file that begins with a byte order mark, as i-Ready writes it.
  void markedFile(String path, List<String> header, Fill fill) {
    jobs.add(new Job(path, header, false, "\uFEFF", fill));
  }

  List<Written> run() throws IOException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Written>> results =
          jobs.stream().map(job -> threads.submit(() -> write(job))).toList();
      try {
        List<Written> written = new ArrayList<>();
        for (Future<Written> result : results) {
          written.add(result.get());
        }
        return written;
      } catch (ExecutionException failed) {
        threads.shutdownNow();
        throw cause(failed);
      } catch (InterruptedException stopped) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IOException("generation was interrupted", stopped);
      }
    }
  }

  private static IOException cause(ExecutionException failed) {
    return switch (failed.getCause()) {
      case IOException io -> io;
      case RuntimeException other -> throw other;
      case null, default -> throw new IllegalStateException(failed);
    };
  }

  private Written write(Job job) throws IOException {
    Path file = out.resolve(job.path());
    Files.createDirectories(file.getParent());
    Summary.File summary;
    List<Defect> defects;
    try (Table table = new Table(
        job.path(),
        new FileOutputStream(file.toFile()),
        job.header(),
        job.isQuoted(),
        planter.edits(job.path()),
        job.mark())) {
      job.fill().rows(table);
      summary = new Summary.File(job.path(), table.rows());
      defects = table.defects();
    }
    tell(summary);
    return new Written(summary, defects);
  }

  private synchronized void tell(Summary.File file) {
    done++;
    progress.accept(new Progress(file.path(), file.rows(), done, jobs.size()));
  }
}
