package org.waymark.sources.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds single rows of a file again, as they were written, in rising order.
final class RawRows implements AutoCloseable {
  private final FileProfile profile;
  private final FileChannel channel;
  private final int longest;
  private @Nullable RecordParser parser;
  private long next;

  RawRows(FileProfile profile, int longest) throws IOException {
    this.profile = profile;
    this.longest = longest * 2 + 1024;
    channel = FileChannel.open(profile.readable(), StandardOpenOption.READ);
  }

  /// @param line physical line in the file as it came
  record Raw(long line, List<String> fields) {}

  /// @param ordinal of the row, from 0, not below the one asked for before
  @Nullable
  Raw at(long ordinal) throws IOException {
    RecordIndex.Place place = profile.index().before(ordinal);
    RecordParser reader = parser;
    if (reader == null || place.ordinal() > next) {
      channel.position(place.offset());
      reader = new RecordParser(
          new InputStreamReader(
              new BufferedInputStream(Channels.newInputStream(channel), 1 << 16),
              StandardCharsets.UTF_8),
          profile.readDelimiter(),
          longest,
          profile.header().size() + (profile.isNormalised() ? 1 : 0),
          place.line());
      parser = reader;
      next = place.ordinal();
    }
    RecordParser.Parsed parsed = null;
    while (next <= ordinal) {
      parsed = reader.next();
      next++;
    }
    if (!(parsed instanceof RecordParser.Row row)) {
      return null;
    }
    return profile.isNormalised()
        ? new Raw(
            Long.parseLong(row.fields().getFirst()),
            row.fields().subList(1, row.fields().size()))
        : new Raw(row.line(), row.fields());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
