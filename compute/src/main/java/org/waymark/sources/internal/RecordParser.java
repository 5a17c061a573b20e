package org.waymark.sources.internal;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads records of delimited text that need not be well formed (RFC 4180 and its
/// accidents).
///
/// A record that cannot be read costs its first physical line; reading goes on with the
/// next line. Looking ahead for a closing quote stops at the longest allowed record, and
/// two lines that both leave a quote open never look past each other, so the work stays
/// linear in the file.
final class RecordParser {
  sealed interface Parsed {
    long line();
  }

  /// @param isEnded false if the file ended without a line end
  record Row(long line, List<String> fields, boolean isEnded, boolean isMultiline, boolean hasNul)
      implements Parsed {
    boolean isBlank() {
      return fields.size() == 1 && fields.getFirst().isBlank();
    }
  }

  record Bad(long line, String kind, String reason) implements Parsed {}

  private final Reader in;
  private final char delimiter;
  private final int longest;
  private final int columns;
  private char[] buffer;
  private int start;
  private int end;
  private boolean isAtEnd;
  private long line;

  private final StringBuilder value = new StringBuilder();
  private boolean hasNul;
  private boolean isMultiline;

  /// @param longest characters of one record, at most
  /// @param columns how many fields a record should have
  RecordParser(Reader in, char delimiter, int longest, int columns) {
    this(in, delimiter, longest, columns, 1);
  }

  RecordParser(Reader in, char delimiter, int longest, int columns, long firstLine) {
    this.in = in;
    this.delimiter = delimiter;
    this.longest = longest;
    this.columns = columns;
    this.line = firstLine;
    this.buffer = new char[Math.min(longest + 1, 1 << 16)];
  }

  /// The next record, or null at the end.
  @Nullable
  Parsed next() throws IOException {
    if (!has(0)) {
      return null;
    }
    hasNul = false;
    isMultiline = false;
    List<String> fields = new ArrayList<>(columns);
    int at = 0;
    while (true) {
      int quote = at;
      while (has(quote) && buffer[start + quote] == ' ') {
        quote++;
      }
      if (has(quote) && buffer[start + quote] == '"') {
        at = quoted(quote + 1);
        if (at == OPEN) {
          return setAside("unclosed_quote", "a quote is opened and never closed");
        }
        while (has(at) && buffer[start + at] == ' ') {
          at++;
        }
      } else {
        at = plain(at);
      }
      fields.add(value.toString());
      if (!has(at)) {
        if (at >= longest) {
          return setAside("over_long", "the row is longer than " + longest + " characters");
        }
        return finish(fields, at, false);
      }
      char c = buffer[start + at];
      if (c == delimiter) {
        at++;
      } else if (c == '\n' || c == '\r') {
        at += c == '\r' && has(at + 1) && buffer[start + at + 1] == '\n' ? 2 : 1;
        return finish(fields, at, true);
      } else {
        return setAside("stray_quote", "a quote stands in the middle of a quoted value");
      }
    }
  }

  private static final int OPEN = -1;

  /// Reads from behind the opening quote; the answer is the place behind the closing one.
  private int quoted(int from) throws IOException {
    value.setLength(0);
    int at = from;
    while (has(at)) {
      char c = buffer[start + at];
      if (c == '"') {
        if (!has(at + 1) || buffer[start + at + 1] != '"') {
          return at + 1;
        }
        at++;
      }
      isMultiline |= c == '\n' || c == '\r';
      hasNul |= c == 0;
      value.append(c);
      at++;
    }
    return OPEN;
  }

  private int plain(int from) throws IOException {
    value.setLength(0);
    int at = from;
    while (has(at)) {
      char c = buffer[start + at];
      if (c == delimiter || c == '\n' || c == '\r') {
        break;
      }
      hasNul |= c == 0;
      value.append(c);
      at++;
    }
    return at;
  }

  private Parsed finish(List<String> fields, int length, boolean isEnded) throws IOException {
    int filled = fields.size();
    while (filled > columns && fields.get(filled - 1).isBlank()) {
      filled--;
    }
    if (isMultiline && filled != columns && columns > 1) {
      return setAside("unclosed_quote", "a quote is opened and not closed on its row");
    }
    Row row = new Row(line, fields, isEnded, isMultiline, hasNul);
    for (int i = 0; i < length; i++) {
      char c = buffer[start + i];
      if (c == '\n' || (c == '\r' && !(i + 1 < length && buffer[start + i + 1] == '\n'))) {
        line++;
      }
    }
    start += length;
    return row;
  }

  /// Gives up the first physical line of the record and goes on behind it.
  private Bad setAside(String kind, String reason) throws IOException {
    long bad = line;
    String said = reason;
    String said2 = kind;
    int at = 0;
    while (true) {
      if (!has(at)) {
        if (at < longest) {
          break;
        }
        said2 = "over_long";
        said = "the row is longer than " + longest + " characters";
        start += at;
        at = 0;
        continue;
      }
      char c = buffer[start + at];
      at++;
      if (c == '\n') {
        break;
      }
      if (c == '\r') {
        at += has(at) && buffer[start + at] == '\n' ? 1 : 0;
        break;
      }
    }
    start += at;
    line++;
    return new Bad(bad, said2, said);
  }

  /// Whether the record has a character at this distance, within the longest record allowed.
  private boolean has(int distance) throws IOException {
    return start + distance < end ? distance < longest : distance < longest && fill(distance);
  }

  private boolean fill(int distance) throws IOException {
    while (start + distance >= end) {
      if (isAtEnd) {
        return false;
      }
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      }
      if (end == buffer.length) {
        buffer = java.util.Arrays.copyOf(buffer, (int) Math.min(longest + 1L, buffer.length * 2L));
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        isAtEnd = true;
      } else {
        end += read;
      }
    }
    return true;
  }
}
