package org.waymark.sources.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Proof that a file came in by the incoming folder and lies in landing.
///
/// @param number order of arrival, from 1
/// @param isFailed true once the file was given back as unusable; it no longer belongs to
///     any run
record Receipt(
    long number, String sha256, String name, long bytes, Instant arrivedAt, boolean isFailed) {
  private static final JsonMapper JSON = new JsonMapper();

  Receipt failed(boolean failed) {
    return new Receipt(number, sha256, name, bytes, arrivedAt, failed);
  }

  void write(Path folder) throws IOException {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("number", number);
    fields.put("sha256", sha256);
    fields.put("name", name);
    fields.put("bytes", bytes);
    fields.put("arrived_at", arrivedAt.toString());
    fields.put("failed", isFailed);
    Durable.write(folder.resolve(fileName()), JSON.writeValueAsString(fields));
  }

  private String fileName() {
    return String.format("%08d-%s.json", number, sha256.substring(0, 16));
  }

  /// All receipts, in the order of arrival.
  static List<Receipt> readAll(Path folder) throws IOException {
    List<Receipt> receipts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".json")) {
          Map<?, ?> fields = JSON.readValue(Files.readString(file), Map.class);
          receipts.add(new Receipt(
              ((Number) need(fields, "number")).longValue(),
              String.valueOf(need(fields, "sha256")),
              String.valueOf(need(fields, "name")),
              ((Number) need(fields, "bytes")).longValue(),
              Instant.parse(String.valueOf(need(fields, "arrived_at"))),
              Boolean.TRUE.equals(fields.get("failed"))));
        }
      }
    }
    return receipts;
  }

  private static Object need(Map<?, ?> fields, String key) {
    Object value = fields.get(key);
    if (value == null) {
      throw new IllegalStateException("a receipt in landing/receipts lacks " + key);
    }
    return value;
  }
}
