package org.waymark.store.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who uses one embedded server: every process holds a shared lock on a file, and loses it
/// with its life, even by kill -9. Whoever leaves and finds nobody else turns off the
/// light.
///
/// The system's locks belong to a process, so inside one process a count stands before
/// them.
final class Users {

  private static final Map<Path, Users> BY_FOLDER = new HashMap<>();

  private final Path folder;
  private final ReentrantLock threads = new ReentrantLock();
  private int here;
  private @Nullable FileChannel channel;
  private @Nullable FileLock shared;

  private Users(Path folder) {
    this.folder = folder;
  }

  static synchronized Users of(Path folder) throws IOException {
    return BY_FOLDER.computeIfAbsent(folder.toRealPath(), Users::new);
  }

  /// The door: held while a server is looked for, started or stopped, so that two never
  /// meet in it.
  Closeable door() throws IOException {
    threads.lock();
    try {
      FileChannel file = open("waymark.door");
      FileLock lock = file.lock();
      return () -> {
        try (file) {
          lock.release();
        } finally {
          threads.unlock();
        }
      };
    } catch (IOException e) {
      threads.unlock();
      throw e;
    }
  }

  /// One more user. Call inside the door.
  void enter() throws IOException {
    if (here == 0) {
      channel = open("waymark.users");
      shared = channel.lock(0, Long.MAX_VALUE, true);
    }
    here++;
  }

  /// One user less. Call inside the door.
  ///
  /// @return whether nobody is left, in any process
  boolean leave() throws IOException {
    here--;
    FileChannel file = channel;
    FileLock lock = shared;
    if (here > 0 || file == null || lock == null) {
      return false;
    }
    channel = null;
    shared = null;
    try (file) {
      lock.release();
      FileLock alone = file.tryLock();
      if (alone == null) {
        return false;
      }
      alone.release();
      return true;
    }
  }

  private FileChannel open(String name) throws IOException {
    return FileChannel.open(
        folder.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }
}
