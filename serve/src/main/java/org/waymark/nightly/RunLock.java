package org.waymark.nightly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.waymark.store.StoreException;

/// One run at a time on a data directory. The lock goes with its process, however it ends.
final class RunLock implements AutoCloseable {

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock take(Path dataDir) throws IOException {
    Path holder = dataDir.resolve("run.holder");
    FileChannel channel = FileChannel.open(
        dataDir.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      String who = Files.exists(holder) ? Files.readString(holder).strip() : "another process";
      throw new StoreException(
          "Another run holds " + dataDir + ": " + who + ". Wait for it, or end that process.");
    }
    Path fresh = dataDir.resolve("run.holder.new");
    Files.writeString(
        fresh,
        "process " + ProcessHandle.current().pid() + ", since "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n");
    Files.move(fresh, holder, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new RunLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
