package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The memory of a measured program and of the embedded PostgreSQL that it starts, read
/// from Linux's `/proc` while it runs. On other systems every figure is 0, which the report
/// calls unknown.
///
/// PostgreSQL's processes share their buffers. A sum of their resident sizes counts those
/// once per process; the moments therefore add the proportional size (Pss), and the sum of
/// high-water marks (VmHWM) is kept beside it as an upper bound.
final class Memory {

  private final long pid;
  private final Path postmaster;
  private final Map<Long, Long> postgresHighWater = new HashMap<>();
  private final Map<String, Long> byStage = new LinkedHashMap<>();
  private String stage = "ingest";
  private long jvmHighWater;
  private long postgres;
  private long together;

  /// @param pid the JVM's
  /// @param dataDir where the embedded PostgreSQL keeps its cluster
  Memory(long pid, Path dataDir) {
    this.pid = pid;
    this.postmaster = dataDir.resolve("postgres/cluster/postmaster.pid");
  }

  /// What is seen from now on belongs to this stage.
  synchronized void stage(String name) {
    stage = name;
  }

  /// Looks once.
  synchronized void look() {
    jvmHighWater = Math.max(jvmHighWater, kilobytes(pid, "status", "VmHWM:"));
    long shared = 0;
    for (long process : postgresProcesses()) {
      postgresHighWater.merge(process, kilobytes(process, "status", "VmHWM:"), Math::max);
      shared += kilobytes(process, "smaps_rollup", "Pss:");
    }
    long now = kilobytes(pid, "status", "VmRSS:") + shared;
    postgres = Math.max(postgres, shared);
    together = Math.max(together, now);
    byStage.merge(stage, now, Math::max);
  }

  /// Megabytes, 0 where they could not be read.
  synchronized Peak peak() {
    var stages = new LinkedHashMap<String, Long>();
    byStage.forEach((name, kb) -> stages.put(name, kb >> 10));
    long sum = postgresHighWater.values().stream().mapToLong(Long::longValue).sum();
    return new Peak(jvmHighWater >> 10, postgres >> 10, sum >> 10, together >> 10, stages);
  }

  /// @param jvmMb the JVM's high-water mark, DuckDB included
  /// @param postgresMb the most that PostgreSQL's processes held at one moment, shared
  ///     pages once
  /// @param postgresSumMb the sum of their high-water marks, shared pages once per process
  /// @param togetherMb the most that both held at one moment
  /// @param stagesMb the same by stage
  record Peak(
      long jvmMb,
      long postgresMb,
      long postgresSumMb,
      long togetherMb,
      Map<String, Long> stagesMb) {

    Map<String, Object> json() {
      var object = new LinkedHashMap<String, Object>();
      object.put("jvm", jvmMb);
      object.put("postgres", postgresMb);
      object.put("postgres_sum", postgresSumMb);
      object.put("together", togetherMb);
      object.put("stages", stagesMb);
      return object;
    }
  }

  private List<Long> postgresProcesses() {
    try {
      String first = Files.readAllLines(postmaster).getFirst().strip();
      return ProcessHandle.of(Long.parseLong(first))
          .map(p -> Stream.concat(Stream.of(p), p.descendants())
              .map(ProcessHandle::pid)
              .toList())
          .orElse(List.of());
    } catch (IOException | RuntimeException notThere) {
      return List.of();
    }
  }

  private static long kilobytes(long process, String file, String key) {
    String line = line(Path.of("/proc", String.valueOf(process), file), key);
    return line == null ? 0 : Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  private static @Nullable String line(Path file, String key) {
    try {
      return Files.readAllLines(file).stream()
          .filter(l -> l.startsWith(key))
          .findFirst()
          .orElse(null);
    } catch (IOException gone) {
      return null;
    }
  }
}
