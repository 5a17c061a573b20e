package org.waymark.store.internal;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.waymark.store.StoreException;

/// PostgreSQL's programs, unpacked once per machine from the jar that brings them.
final class PostgresBinaries {

  private static @Nullable Path unpacked;

  private PostgresBinaries() {}

  /// The folder that holds bin, lib and share. Its name carries the archive's hash, so that
  /// another version never finds the programs of this one.
  static synchronized Path home() throws IOException {
    Path known = unpacked;
    if (known == null || !Files.exists(known.resolve("bin"))) {
      byte[] archive = archive();
      Path cache = cache();
      known = cache.resolve("postgresql-" + hash(archive));
      if (!Files.exists(known.resolve("bin"))) {
        unpack(archive, cache, known);
      }
      unpacked = known;
    }
    return known;
  }

  /// Root's own cache is closed to other users, and so to a server that must not be root.
  private static Path cache() throws IOException {
    String given = System.getenv("XDG_CACHE_HOME");
    Path base = given != null && !given.isBlank()
        ? Path.of(given)
        : PostgresCommand.isRoot()
            ? Path.of("/var/cache")
            : Path.of(System.getProperty("user.home"), ".cache");
    return Files.createDirectories(base.resolve("waymark"));
  }

  private static byte[] archive() throws IOException {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.contains("win") ? "Windows" : name.contains("mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      return in.readAllBytes();
    } catch (IllegalStateException none) {
      throw new StoreException(
          "No PostgreSQL is bundled for " + system + " on " + machine
              + "; set WAYMARK_DATABASE_URL to a PostgreSQL server of your own",
          none);
    }
  }

  private static String hash(byte[] archive) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Unpacks beside the place and moves it there: a kill in between leaves nothing half done.
  private static void unpack(byte[] archive, Path cache, Path place) throws IOException {
    Path fresh = Files.createTempDirectory(cache, "unpacking-");
    try (var tar = new TarArchiveInputStream(new BufferedInputStream(
        new XZCompressorInputStream(new ByteArrayInputStream(archive)), 1 << 20))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, fresh);
      }
    }
    if (!System.getProperty("os.name").startsWith("Windows")) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.delete(fresh);
      if (!Files.exists(place.resolve("bin"))) {
        throw e;
      }
      // Another process was faster; its copy is the same.
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path place = target.resolve(entry.getName()).normalize();
    if (!place.startsWith(target)) {
      throw new IOException("the archive names a place outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return;
    }
    Path folder = place.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.copy(target.resolve(entry.getLinkName()), place, StandardCopyOption.COPY_ATTRIBUTES);
    } else {
      Files.copy(tar, place);
      if ((entry.getMode() & 0100) != 0
          && place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
