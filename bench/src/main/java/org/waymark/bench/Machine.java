package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a figure was measured.
///
/// @param cores that the JVM may use
/// @param memoryMb of the machine; 0 when unknown
record Machine(String name, int cores, long memoryMb, String java) {

  static Machine here() {
    return new Machine(
        processor(),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("java.version", ""));
  }

  @Override
  public String toString() {
    return name + ", " + cores + " cores"
        + (memoryMb == 0 ? "" : ", " + Math.round(memoryMb / 1024.0) + " GB");
  }

  private static String processor() {
    String model = first(Path.of("/proc/cpuinfo"), "model name")
        .replaceFirst("^[^:]*:\\s*", "")
        .strip();
    return model.isEmpty() ? System.getProperty("os.arch", "unknown") : model;
  }

  private static long memory() {
    String digits = first(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) >> 10;
  }

  private static String first(Path file, String key) {
    try (var lines = Files.lines(file)) {
      return lines.filter(l -> l.startsWith(key)).findFirst().orElse("");
    } catch (IOException notThisSystem) {
      return "";
    }
  }
}
