package org.waymark.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The process that its `postmaster.pid` names, alive and at work on the cluster.
///
/// @param port 0 while it has not opened one
record Postmaster(long pid, int port) {

  /// Numbers of processes are reused, after a reboot and in containers above all. A living
  /// process of that number that is not a PostgreSQL in this cluster is a stranger: its
  /// file is thrown away, because PostgreSQL itself would refuse to start. A dead one's is
  /// left: PostgreSQL looks after its own.
  static Optional<Postmaster> of(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")) {
      Files.deleteIfExists(file);
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    try {
      // PostgreSQL takes a zombie for alive. Sessions that outlive it still hold the memory, which
      // PostgreSQL sees.
      if (isZombie(pid) || !worksIn(process.get(), cluster)) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
    } catch (NoSuchFileException diedMeanwhile) {
      return Optional.empty();
    } catch (IOException e) {
      if (process.get().isAlive()) {
        throw e;
      }
      return Optional.empty();
    }
    boolean opened = lines.size() > 3 && lines.get(3).strip().matches("[0-9]{1,5}");
    return Optional.of(
        new Postmaster(pid, opened ? Integer.parseInt(lines.get(3).strip()) : 0));
  }

  private static boolean worksIn(ProcessHandle process, Path cluster) throws IOException {
    Path folder = Path.of("/proc/" + process.pid() + "/cwd");
    if (Files.isSymbolicLink(folder)) {
      try {
        return folder.toRealPath().equals(cluster.toRealPath());
      } catch (java.nio.file.AccessDeniedException someoneElse) {
        return false;
      }
    }
    return process.info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  private static boolean isZombie(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/stat");
    return Files.isReadable(status)
        && Files.readString(status).replaceFirst("^.*\\) ", "").startsWith("Z");
  }
}
