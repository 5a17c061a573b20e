package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.store.StoreException;

/// Whether there is room to work, asked before the work rather than in the middle of it.
final class Disk {

  private static final long AT_LEAST = 300L << 20;

  private Disk() {}

  /// Landing, snapshot and publication together take about three times the files.
  static void requireRoom(Path dataDir, @Nullable Path source) throws IOException {
    long needed = AT_LEAST + (source == null ? 0 : 3 * size(source));
    long free = Files.getFileStore(dataDir).getUsableSpace();
    if (free < needed) {
      throw new StoreException(String.format(
          Locale.ROOT,
          "%s has %,d MB free and this run needs about %,d MB. Free some space, or point --data to a larger disk.",
          dataDir,
          free >> 20,
          needed >> 20));
    }
  }

  /// One line for people; a full disk is named as such wherever it was noticed.
  static String explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left")
          || message.contains("disk full")
          || message.contains("Disk quota")) {
        return "The disk is full. Free some space and run again; the numbers before this run stay up.";
      }
    }
    return String.valueOf(failure.getMessage())
        .lines()
        .findFirst()
        .orElse(failure.getClass().getSimpleName());
  }

  private static long size(Path source) throws IOException {
    try (var files = Files.walk(source)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(f -> f.toFile().length())
          .sum();
    }
  }
}
