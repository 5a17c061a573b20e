package org.waymark.sources;

import java.io.IOException;
import java.util.List;
import org.waymark.sources.internal.IngestRun;

/// What an ingest found, and the last word on the files that were waiting.
public final class Ingest {
  private final IngestRun run;
  private final List<FileResult> files;

  Ingest(IngestRun run, List<FileResult> files) {
    this.run = run;
    this.files = List.copyOf(files);
  }

  /// Every file, with what became of its rows.
  public List<FileResult> files() {
    return files;
  }

  /// What is worth knowing although no row is lost by it.
  public List<Finding> findings() {
    return run.findings();
  }

  public long rowsIn() {
    return files.stream().mapToLong(FileResult::rowsIn).sum();
  }

  public long quarantined() {
    return files.stream().mapToLong(FileResult::quarantined).sum();
  }

  /// Moves the files of `incoming` to `processed` or, with a report, to `failed`. Call it
  /// when the result of the run is known; until then a killed run leaves everything to be
  /// done again.
  ///
  /// @param isPublished false leaves good files in place for the next run
  public void settle(boolean isPublished) throws IOException {
    run.settle(isPublished);
  }
}
