package org.waymark.sources.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.waymark.sources.Limits;

/// A zip file, opened with suspicion.
///
/// Source: "Zip Slip" (Snyk, 2018) and Fifield, A better zip bomb (WOOT 2019): the sizes
/// that an archive declares are checked before anything is unpacked, and held to while it
/// is.
final class Archive implements AutoCloseable {
  private static final long SMALL = 1 << 20;

  private final ZipFile zip;
  private final List<ZipEntry> entries = new ArrayList<>();

  /// @throws Refused if the archive must not be unpacked
  Archive(Path file, Limits limits) throws IOException {
    zip = new ZipFile(file.toFile());
    try {
      check(limits);
    } catch (Refused e) {
      zip.close();
      throw e;
    }
  }

  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private void check(Limits limits) throws Refused {
    long total = 0;
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      String name = entry.getName().replace('\\', '/');
      if (name.startsWith("/")
          || name.contains("../")
          || name.endsWith("/..")
          || name.equals("..")
          || name.indexOf(':') >= 0
          || name.indexOf('\0') >= 0) {
        throw new Refused("the zip file contains a path that leaves its folder: " + name);
      }
      if (entry.isDirectory()) {
        continue;
      }
      long size = Math.max(0, entry.getSize());
      total += size;
      if (size > SMALL && size > limits.archiveRatio() * Math.max(1, entry.getCompressedSize())) {
        throw new Refused("the zip file unpacks " + name + " to more than " + limits.archiveRatio()
            + " times its size");
      }
      if (total > limits.archiveBytes()) {
        throw new Refused("the zip file unpacks to more than " + limits.archiveBytes() + " bytes");
      }
      entries.add(entry);
      if (entries.size() > limits.archiveEntries()) {
        throw new Refused("the zip file has more than " + limits.archiveEntries() + " entries");
      }
    }
    entries.sort(Comparator.comparing(ZipEntry::getName));
  }

  /// Names of the files within, with `/` between folders, in order.
  List<ZipEntry> entries() {
    return entries;
  }

  static boolean isNested(ZipEntry entry) {
    return entry.getName().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  Landing.Content content(ZipEntry entry) {
    return new Landing.Content() {
      @Override
      public InputStream open() throws IOException {
        return new Bounded(zip.getInputStream(entry), Math.max(0, entry.getSize()));
      }

      @Override
      public long size() {
        return entry.getSize();
      }
    };
  }

  /// Stops where the archive said that an entry ends.
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long size) {
      super(in);
      left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new Refused("a zip entry is larger than the zip file says");
      }
      return read;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
