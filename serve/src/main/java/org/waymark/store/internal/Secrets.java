package org.waymark.store.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// Passwords that nobody types: made once, kept beside the data, readable by the owner alone.
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;

  public Secrets(Path dataDir) {
    this.file = dataDir.resolve("secrets.properties");
  }

  /// The secret of that name; made at random when it is not there.
  public synchronized String get(String name) throws IOException {
    var all = read();
    String secret = all.getProperty(name);
    if (secret == null) {
      secret = random();
      all.setProperty(name, secret);
      write(all);
    }
    return secret;
  }

  public static String random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
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
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var text = new StringBuilder();
    all.stringPropertyNames().stream().sorted().forEach(k -> text.append(k).append('=').append(all.getProperty(k)).append('\n'));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
