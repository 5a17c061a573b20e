package org.waymark.store.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// Passwords that nobody types: made once at random, kept beside the data, readable by the
/// owner alone.
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path file;

  public Secrets(Path dataDir) {
    this.file = dataDir.resolve("secrets.properties");
  }

  /// The secret of that name; made when it is not there.
  public String get(String name) throws IOException {
    synchronized (ONE_AT_A_TIME) {
      String known = read().getProperty(name);
      if (known != null) {
        return known;
      }
      // Another process may be making the same secret: the lock decides whose it is.
      try (var channel = FileChannel.open(
              file.resolveSibling("secrets.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        Properties all = read();
        if (lock.isValid() && all.getProperty(name) == null) {
          all.setProperty(name, random());
          write(all);
        }
        return all.getProperty(name);
      }
    }
  }

  /// 192 random bits.
  public static String random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Readable and writable by the owner alone, where the file system knows owners.
  public static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private Properties read() throws IOException {
    var all = new Properties();
    if (Files.exists(file)) {
      all.load(new StringReader(Files.readString(file)));
    }
    return all;
  }

  private void write(Properties all) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly());
    var text = new StringBuilder(
        "# Made by Waymark; belongs to the database beside it. Keep it in backups.\n");
    all.stringPropertyNames().stream()
        .sorted()
        .forEach(
            name -> text.append(name).append('=').append(all.getProperty(name)).append('\n'));
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(
          text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
