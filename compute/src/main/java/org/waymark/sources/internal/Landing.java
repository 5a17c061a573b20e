package org.waymark.sources.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.waymark.sources.Limits;

/// The untouched copies, each under its SHA-256.
///
/// Copying, hashing and scanning is one pass. A copy is flushed to disk in the background
/// while the engine already reads it, and takes its final name in [#settle()], once it is
/// safely there.
final class Landing implements AutoCloseable {
  private static final int CHUNK = 1 << 20;
  private static final int CHUNKS = 6;

  private final Path folder;
  private final Path work;
  private final Limits limits;
  private final Set<Long> knownSizes = new HashSet<>();
  private final Map<Path, Pending> pending = new HashMap<>();
  private final ExecutorService scanner = daemon("waymark-scan");
  private final ExecutorService flusher = daemon("waymark-flush");
  private int temporaries;

  private record Pending(Path target, Future<?> flushed) {}

  /// @param work a folder for this run only; whatever lies in it may be deleted
  Landing(Path folder, Path work, Limits limits) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.work = Files.createDirectories(work);
    this.limits = limits;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : files) {
        if (file.getFileName().toString().endsWith(".tmp")) {
          Files.deleteIfExists(file);
        } else {
          knownSizes.add(Files.size(file));
        }
      }
    }
  }

  /// Bytes that can be read from their beginning, more than once.
  interface Content {
    InputStream open() throws IOException;

    /// In bytes, or -1.
    long size() throws IOException;
  }

  /// @param path where the copy can be read now
  record Landed(String sha256, long bytes, Path path, FileProfile profile) {}

  Landed land(Content content) throws IOException {
    boolean mayBeKnown = content.size() >= 0 && knownSizes.contains(content.size());
    if (mayBeKnown) {
      Pass pass = pass(content, null);
      Path known = folder.resolve(pass.sha256());
      if (Files.isRegularFile(known) && Files.size(known) == pass.bytes()) {
        return new Landed(pass.sha256(), pass.bytes(), known, profile(pass, known));
      }
    }
    Path temporary = folder.resolve("landing-" + ++temporaries + ".tmp");
    Pass pass = pass(content, temporary);
    Path target = folder.resolve(pass.sha256());
    if (Files.isRegularFile(target) && Files.size(target) == pass.bytes()) {
      Files.delete(temporary);
      return new Landed(pass.sha256(), pass.bytes(), target, profile(pass, target));
    }
    pending.put(temporary, new Pending(target, flusher.submit(() -> flush(temporary))));
    return new Landed(pass.sha256(), pass.bytes(), temporary, profile(pass, temporary));
  }

  /// Keeps a file under its hash, durably, without looking into it; the answer is the hash.
  String store(Path file) throws IOException {
    MessageDigest digest = sha256();
    Path temporary = folder.resolve("landing-" + ++temporaries + ".tmp");
    try (InputStream in = Files.newInputStream(file);
        FileChannel out = create(temporary)) {
      byte[] chunk = new byte[CHUNK];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        digest.update(chunk, 0, length);
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, length);
        while (buffer.hasRemaining()) {
          int ignored = out.write(buffer);
        }
      }
      out.force(true);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    Path target = folder.resolve(sha256);
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    Durable.folder(folder);
    knownSizes.add(Files.size(target));
    return sha256;
  }

  private FileProfile profile(Pass pass, Path path) throws IOException {
    FastScan scan = pass.scan();
    if (scan != null && scan.isClean()) {
      return new FileProfile(
          "UTF-8",
          pass.dialect().delimiter(),
          pass.dialect().header(),
          scan.dataRecords(),
          java.util.List.of(),
          0,
          0,
          path,
          false,
          scan.isMultiline(),
          scan.hasBlankEdges(),
          scan.index());
    }
    return normalise(pass, path);
  }

  private FileProfile normalise(Pass pass, Path path) throws IOException {
    Dialect dialect = pass.dialect();
    FastScan scan = pass.scan();
    boolean isOther = scan != null && scan.isOtherEncoding();
    if (isOther) {
      dialect = dialect.in(java.nio.charset.Charset.forName("windows-1252"), path);
    }
    boolean hasInvalidBytes = scan == null || (!isOther && scan.hasInvalidBytes());
    return new Normaliser(path, dialect.charset(), dialect, hasInvalidBytes, limits)
        .write(work.resolve(pass.sha256() + ".clean"));
  }

  /// Reads a file anew that looked clean but that the engine could not read as it is.
  FileProfile normalise(Landed landed) throws IOException {
    byte[] head = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(landed.path())) {
      Dialect dialect = Dialect.of(head, in.readNBytes(head, 0, CHUNK));
      return new Normaliser(landed.path(), dialect.charset(), dialect, true, limits)
          .write(work.resolve(landed.sha256() + ".clean"));
    }
  }

  /// @param scan null when the encoding alone makes the file unclean
  private record Pass(
      String sha256, long bytes, Dialect dialect, @Nullable FastScan scan) {}

  private Pass pass(Content content, @Nullable Path copy) throws IOException {
    MessageDigest digest = sha256();
    LinkedBlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
    for (int i = 0; i < CHUNKS; i++) {
      free.add(new byte[CHUNK]);
    }
    long bytes = 0;
    Dialect dialect = null;
    FastScan scan = null;
    Future<?> scanned = null;
    try (InputStream in = content.open();
        FileChannel out = copy == null ? null : create(copy)) {
      while (true) {
        byte[] chunk = free.take();
        int length = in.readNBytes(chunk, 0, CHUNK);
        if (dialect == null) {
          dialect = Dialect.of(chunk, length);
          if (dialect.isUtf8() && !dialect.header().isEmpty()) {
            scan = new FastScan(
                dialect.delimiter(),
                dialect.header().size(),
                limits.recordCharacters(),
                dialect.markBytes());
          }
        }
        if (length > 0) {
          FastScan taker = scan;
          scanned = scanner.submit(() -> {
            if (taker != null) {
              taker.take(chunk, length);
            }
            free.add(chunk);
          });
          digest.update(chunk, 0, length);
          if (out != null) {
            ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, length);
            while (buffer.hasRemaining()) {
              int ignored = out.write(buffer);
            }
          }
          bytes += length;
        }
        if (length < CHUNK) {
          break;
        }
      }
      if (scanned != null) {
        scanned.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while landing a file", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the scan of a file failed", e.getCause());
    }
    if (scan != null) {
      scan.finish();
    }
    return new Pass(HexFormat.of().formatHex(digest.digest()), bytes, dialect, scan);
  }

  /// Waits until every copy is safely on disk and gives it its final name.
  void settle() throws IOException {
    for (Map.Entry<Path, Pending> entry : pending.entrySet()) {
      try {
        entry.getValue().flushed().get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while landing files", e);
      } catch (ExecutionException e) {
        throw new IOException("a landed file could not be written to disk", e.getCause());
      }
      Files.move(entry.getKey(), entry.getValue().target(), StandardCopyOption.ATOMIC_MOVE);
    }
    boolean moved = !pending.isEmpty();
    pending.clear();
    if (moved) {
      Durable.folder(folder);
    }
  }

  private static boolean flush(Path file) throws IOException {
    Durable.file(file);
    return true;
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static ExecutorService daemon(String name) {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  @Override
  public void close() {
    scanner.shutdownNow();
    flusher.shutdown();
  }
}
