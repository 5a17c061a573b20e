package org.waymark.web.runs;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// Runs of the pipeline, newest first.
public record Runs(String title, List<Run> runs) {

  /// One run.
  public record Run(
      String runId,
      String status,
      @Nullable String reason,
      @Nullable LocalDate asOfOn,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime finishedAt,
      @Nullable OffsetDateTime publishedAt,
      @Nullable Double seconds,
      @Nullable String source,
      @Nullable Long rowsIn) {
    public String shape() {
      return switch (status) {
        case "published" -> "●";
        case "running" -> "■";
        case "refused" -> "▲";
        default -> "◆";
      };
    }

    public String css() {
      return switch (status) {
        case "published" -> "good";
        case "running" -> "info";
        case "refused" -> "watch";
        default -> "bad";
      };
    }

    /// How long it took: "42.1 s" or "3 min 5 s".
    public String took() {
      if (seconds == null) {
        return status.equals("running") ? "still running" : Words.UNKNOWN;
      }
      return seconds < 90
          ? Words.decimal(seconds, 1) + " s"
          : "%d min %d s".formatted((long) (seconds / 60), Math.round(seconds % 60));
    }
  }

  /// One run with its files.
  public record Detail(String title, Run run, List<File> files, boolean isUp) {
    public long sum(java.util.function.ToLongFunction<File> column) {
      return files.stream().mapToLong(column).sum();
    }

    public boolean addsUp() {
      return files.stream().allMatch(File::addsUp);
    }
  }

  /// One file of a run: in = loaded + duplicate + superseded + set aside.
  public record File(
      String path,
      @Nullable String sha256,
      @Nullable String source,
      @Nullable String layout,
      @Nullable String entity,
      @Nullable Long bytes,
      long rowsIn,
      long loaded,
      long duplicate,
      long superseded,
      long quarantined,
      String status,
      @Nullable String note) {
    public boolean addsUp() {
      return rowsIn == loaded + duplicate + superseded + quarantined;
    }
  }
}
