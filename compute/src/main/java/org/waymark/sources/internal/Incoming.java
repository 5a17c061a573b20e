package org.waymark.sources.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The watched folder: whatever is put into it is landed once, belongs to every later run,
/// and moves to `processed` or `failed` when the run is known to have ended.
///
/// A receipt is written, durably, before the file moves. Killed in between, the next run
/// meets the same bytes with a receipt and only moves them: a file is never counted twice.
final class Incoming {
  private final Path incoming;
  private final Path processed;
  private final Path failed;
  private final Path landing;
  private final Path receipts;
  private final Clock clock;

  /// Files that lie in the folder now, by the hash of their bytes.
  private final Map<Path, String> waiting = new HashMap<>();

  Incoming(Path dataDir, Clock clock) throws IOException {
    incoming = dataDir.resolve("incoming");
    processed = dataDir.resolve("processed");
    failed = dataDir.resolve("failed");
    landing = dataDir.resolve("landing");
    receipts = Files.createDirectories(landing.resolve("receipts"));
    this.clock = clock;
  }

  /// @param copy the landed bytes
  record Arrival(Receipt receipt, Path copy) {}

  /// Lands what waits; the answer is everything that ever arrived and still counts.
  List<Arrival> arrivals(Landing copies) throws IOException {
    List<Receipt> known = new ArrayList<>(Receipt.readAll(receipts));
    if (Files.isDirectory(incoming)) {
      for (Path file : Intake.walk(incoming)) {
        String sha256 = copies.store(file);
        waiting.put(file, sha256);
        Optional<Receipt> earlier =
            known.stream().filter(receipt -> receipt.sha256().equals(sha256)).findFirst();
        if (earlier.isPresent()) {
          if (earlier.get().isFailed()) {
            known.set(known.indexOf(earlier.get()), earlier.get().failed(false));
          }
          continue;
        }
        long number = known.stream().mapToLong(Receipt::number).max().orElse(0) + 1;
        Receipt receipt = new Receipt(
            number,
            sha256,
            incoming.relativize(file).toString().replace('\\', '/'),
            Files.size(file),
            clock.instant(),
            false);
        receipt.write(receipts);
        known.add(receipt);
      }
    }
    return known.stream()
        .filter(receipt -> !receipt.isFailed())
        .map(receipt -> new Arrival(receipt, landing.resolve(receipt.sha256())))
        .toList();
  }

  /// Moves what was waiting.
  ///
  /// @param isPublished false keeps good files where they are, for the next run
  /// @param complaints hash of an unusable file → what to tell its owner
  void settle(boolean isPublished, Map<String, String> complaints) throws IOException {
    for (Map.Entry<Path, String> entry : waiting.entrySet()) {
      String complaint = complaints.get(entry.getValue());
      for (Receipt receipt : Receipt.readAll(receipts)) {
        if (receipt.sha256().equals(entry.getValue())
            && receipt.isFailed() != (complaint != null)) {
          receipt.failed(complaint != null).write(receipts);
        }
      }
      if (complaint != null) {
        Path moved = move(entry.getKey(), failed);
        Durable.write(moved.resolveSibling(moved.getFileName() + ".report.txt"), complaint + "\n");
      } else if (isPublished) {
        Path ignored = move(entry.getKey(), processed);
      }
    }
    waiting.clear();
  }

  private Path move(Path file, Path folder) throws IOException {
    Path wanted = folder.resolve(incoming.relativize(file).toString());
    Path parent = wanted.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    String name = String.valueOf(wanted.getFileName());
    for (int n = 1; ; n++) {
      Path target = n == 1 ? wanted : wanted.resolveSibling(n + "-" + name);
      if (Files.exists(target)) {
        continue;
      }
      try {
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException e) {
        // Somebody was faster; try the next name.
      }
    }
  }
}
