package org.waymark.sources.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waymark.sources.Limits;
import org.waymark.sources.internal.FileProfile.Reject;

/// Writes the readable records of an unclean file anew: UTF-8, comma, RFC 4180, the
/// physical line in front; and says which rows had no shape.
final class Normaliser {
  /// The engine reads lines up to 2,000,000 bytes.
  private static final int ENGINE_BYTES = 1_900_000;

  private final Path landed;
  private final Charset charset;
  private final Dialect dialect;
  private final boolean hasInvalidBytes;
  private final Limits limits;

  private final List<Reject> rejects = new ArrayList<>();
  private final RecordIndex index = new RecordIndex();
  private long rejected;
  private long records;
  private long padded;
  private boolean isMultiline;

  /// @param hasInvalidBytes true if rows with undecodable bytes are to be set aside
  Normaliser(
      Path landed, Charset charset, Dialect dialect, boolean hasInvalidBytes, Limits limits) {
    this.landed = landed;
    this.charset = charset;
    this.dialect = dialect;
    this.hasInvalidBytes = hasInvalidBytes;
    this.limits = limits;
  }

  FileProfile write(Path copy) throws IOException {
    int columns = dialect.header().size();
    try (BufferedInputStream input =
            new BufferedInputStream(Files.newInputStream(landed), 1 << 16);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), 1 << 18)) {
      input.skipNBytes(dialect.markBytes());
      Reader reader = new InputStreamReader(input, charset);
      RecordParser parser =
          new RecordParser(reader, dialect.delimiter(), limits.recordCharacters(), columns);
      StringBuilder text = new StringBuilder();
      text.append(FileProfile.LINE_COLUMN);
      dialect.header().forEach(name -> append(text.append(','), name));
      byte[] header = bytes(text);
      out.write(header);
      long offset = header.length;
      boolean isHeaderSeen = false;
      for (RecordParser.Parsed parsed = parser.next(); parsed != null; parsed = parser.next()) {
        if (parsed instanceof RecordParser.Row row && row.isBlank()) {
          continue;
        }
        if (!isHeaderSeen) {
          isHeaderSeen = true;
          continue;
        }
        switch (parsed) {
          case RecordParser.Bad bad -> reject(bad.line(), bad.kind(), bad.reason());
          case RecordParser.Row row -> {
            if (isGood(row, columns)) {
              isMultiline |= row.isMultiline();
              text.append(row.line());
              for (int i = 0; i < columns; i++) {
                append(text.append(','), i < row.fields().size() ? row.fields().get(i) : "");
              }
              byte[] bytes = bytes(text);
              if (bytes.length > ENGINE_BYTES) {
                reject(
                    row.line(), "over_long", "the row is longer than " + ENGINE_BYTES + " bytes");
              } else {
                index.note(records++, offset, row.line());
                offset += bytes.length;
                out.write(bytes);
              }
            }
          }
        }
      }
    }
    return new FileProfile(
        charset.name(),
        dialect.delimiter(),
        dialect.header(),
        records,
        rejects,
        rejected,
        padded,
        copy,
        true,
        isMultiline,
        true,
        index);
  }

  private boolean isGood(RecordParser.Row row, int columns) {
    List<String> fields = row.fields();
    if (row.hasNul()) {
      return reject(row.line(), "nul", "the row contains NUL bytes");
    }
    if (hasInvalidBytes && fields.stream().anyMatch(field -> field.indexOf('\uFFFD') >= 0)) {
      return reject(row.line(), "bad_bytes", "the row contains bytes that are not UTF-8");
    }
    if (fields.size() > columns
        && !fields.subList(columns, fields.size()).stream().allMatch(String::isBlank)) {
      return reject(
          row.line(),
          "too_many_fields",
          "the row has " + fields.size() + " values, the header has " + columns + " columns");
    }
    if (fields.size() < columns) {
      if (!row.isEnded()) {
        return reject(row.line(), "cut_off", "the file ends in mid-row");
      }
      padded++;
    }
    return true;
  }

  private boolean reject(long line, String kind, String reason) {
    rejected++;
    if (rejects.size() < limits.detailRows()) {
      rejects.add(new Reject(line, kind, reason));
    }
    return false;
  }

  private static void append(StringBuilder text, String value) {
    if (value.isEmpty()) {
      return;
    }
    boolean isPlain = true;
    for (int i = 0; i < value.length() && isPlain; i++) {
      char c = value.charAt(i);
      isPlain = c != '"' && c != ',' && c != '\n' && c != '\r';
    }
    if (isPlain) {
      text.append(value);
    } else {
      text.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  }

  private static byte[] bytes(StringBuilder text) {
    byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return bytes;
  }
}
