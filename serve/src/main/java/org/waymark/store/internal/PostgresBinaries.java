package org.waymark.store.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.waymark.store.StoreException;

/// PostgreSQL's programs, unpacked once per machine from the jar that brings them.
final class PostgresBinaries {

  private static final String VERSION = "18.6.0";

  private PostgresBinaries() {}

  /// The folder that holds bin, lib and share.
  static Path unpacked() throws IOException {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "waymark");
    Path home = cache.resolve("postgres-" + VERSION + "-" + platform());
    if (Files.exists(home.resolve("bin/postgres"))) {
      return home;
    }
    Files.createDirectories(cache);
    Path fresh = Files.createTempDirectory(cache, "postgres-");
    unpack(fresh);
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException another) {
      // Another process was faster; its copy is the same.
      return home;
    }
    return home;
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String arch = System.getProperty("os.arch");
    return os + "-" + (arch.equals("aarch64") ? (os.equals("darwin") ? "arm_64" : "arm_64") : "x86_64");
  }

  private static void unpack(Path target) throws IOException {
    String resource = "/postgres-" + platform() + ".txz";
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new StoreException("No PostgreSQL for this machine (" + platform()
            + ") is bundled. Set WAYMARK_DATABASE_URL to a PostgreSQL server of your own.");
      }
      try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
        TarArchiveEntry entry;
        while ((entry = tar.getNextEntry()) != null) {
          write(tar, entry, target);
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
    Path place = target.resolve(entry.getName()).normalize();
    if (!place.startsWith(target)) {
      throw new IOException("unexpected entry " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(place);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(target.resolve(place).getParent());
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.copy(target.resolve(entry.getLinkName()), place, StandardCopyOption.COPY_ATTRIBUTES);
    } else {
      Path folder = place.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.copy(tar, place, StandardCopyOption.REPLACE_EXISTING);
      if ((entry.getMode() & 0100) != 0) {
        var permissions = new HashSet<>(Files.getPosixFilePermissions(place));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(place, permissions);
      }
    }
  }
}
