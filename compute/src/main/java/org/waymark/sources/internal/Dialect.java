package org.waymark.sources.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How a file is written, as far as its first bytes tell.
///
/// @param charset from the byte-order mark, else UTF-8 until a scan knows better
/// @param markBytes length of the byte-order mark
/// @param header names of the columns; empty when the file has no readable first line
record Dialect(Charset charset, int markBytes, char delimiter, List<String> header) {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /// @param head the first bytes of the file, enough for the header
  static Dialect of(byte[] head, int length) throws IOException {
    Charset charset = StandardCharsets.UTF_8;
    int mark = 0;
    if (length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
      mark = 3;
    } else if (length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    } else if (length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    } else if (length >= 4 && head[1] == 0 && head[3] == 0 && head[0] != 0 && head[2] != 0) {
      charset = StandardCharsets.UTF_16LE;
    } else if (length >= 4 && head[0] == 0 && head[2] == 0 && head[1] != 0 && head[3] != 0) {
      charset = StandardCharsets.UTF_16BE;
    }
    String text = new String(head, mark, length - mark, charset);
    char delimiter = delimiter(text);
    return new Dialect(charset, mark, delimiter, header(text, delimiter));
  }

  /// The same file, read in another encoding.
  Dialect in(Charset other, Path file) throws IOException {
    byte[] head = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      int length = in.readNBytes(head, 0, head.length);
      String text = new String(head, markBytes, Math.max(0, length - markBytes), other);
      return new Dialect(other, markBytes, delimiter, header(text, delimiter));
    }
  }

  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }

  private static char delimiter(String text) {
    int[] counts = new int[DELIMITERS.length];
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if ((c == '\n' || c == '\r') && !quoted) {
        if (any) {
          break;
        }
      } else if (!quoted) {
        any = any || !Character.isWhitespace(c);
        for (int d = 0; d < DELIMITERS.length; d++) {
          counts[d] += c == DELIMITERS[d] ? 1 : 0;
        }
      }
    }
    int best = 0;
    for (int d = 1; d < DELIMITERS.length; d++) {
      best = counts[d] > counts[best] ? d : best;
    }
    return DELIMITERS[best];
  }

  private static List<String> header(String text, char delimiter) throws IOException {
    RecordParser parser =
        new RecordParser(new StringReader(text), delimiter, Math.max(1024, text.length() + 1), 1);
    RecordParser.Parsed parsed = parser.next();
    while (parsed instanceof RecordParser.Row row && row.isBlank()) {
      parsed = parser.next();
    }
    if (!(parsed instanceof RecordParser.Row row)) {
      return List.of();
    }
    Set<String> seen = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String field : row.fields()) {
      String name = field.strip();
      String unique = name.isEmpty() ? "column_" + (names.size() + 1) : name;
      for (int n = 2; !seen.add(unique.toLowerCase(Locale.ROOT)); n++) {
        unique = name + "_" + n;
      }
      names.add(unique);
    }
    return names;
  }
}
