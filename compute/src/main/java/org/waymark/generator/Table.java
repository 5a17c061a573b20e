package org.waymark.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// A CSV file being written: UTF-8, `\n`, quoted where needed. Applies the edits of its file.
final class Table implements AutoCloseable, Edit.Lines {
  private static final int FLUSH = 1 << 18;
  final String path;
  private final OutputStream out;
  private final List<String> header;
  private final boolean isQuoted;
  private final List<Edit> edits;
  private final List<Defect> defects = new ArrayList<>();
  private byte[] buffer = new byte[FLUSH + (1 << 14)];
  private int end;
  private int rowStart;
  private long line = 1;
  private long rows;
  private long nextEdit;
  private String kind = "";

  Table(
      String path,
      OutputStream out,
      List<String> header,
      boolean isQuoted,
      List<Edit> edits,
      String mark)
      throws IOException {
    this.path = path;
    this.out = out;
    this.header = header;
    this.isQuoted = isQuoted;
    this.edits = new ArrayList<>(edits);
    nextEdit = next();
    bytes(mark.getBytes(UTF_8));
    rowStart = end;
    for (String column : header) {
      if (isQuoted) {
        plain(column);
      } else {
        cell(column);
      }
    }
    buffer[end - 1] = '\n';
    rowStart = end;
  }

  private long next() {
    return edits.stream().mapToLong(Edit::from).min().orElse(Long.MAX_VALUE);
  }

  long rows() {
    return rows;
  }

  List<Defect> defects() {
    return defects;
  }

  Table cell(String text) {
    if (isQuoted || text.indexOf(',') >= 0) {
      ensure(1);
      buffer[end++] = '"';
      plain(text);
      buffer[end - 1] = '"';
      ensure(1);
      buffer[end++] = ',';
    } else {
      plain(text);
    }
    return this;
  }

  /// A cell that needs no quotation marks, and the comma after it.
  private void plain(String text) {
    int length = text.length();
    ensure(3 * length + 1);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 127) {
        byte[] rest = text.substring(i).getBytes(UTF_8);
        bytes(rest);
        break;
      }
      buffer[end++] = (byte) c;
    }
    buffer[end++] = ',';
  }

  Table cell(int number) {
    return cell(Integer.toString(number));
  }

  Table cell(LocalDate date) {
    return cell(date.toString());
  }

  Table cells(String... texts) {
    for (String text : texts) {
      cell(text);
    }
    return this;
  }

  /// Bytes as they are, separators included.
  Table bytes(byte[] raw) {
    ensure(raw.length);
    System.arraycopy(raw, 0, buffer, end, raw.length);
    end += raw.length;
    return this;
  }

  private void ensure(int more) {
    if (end + more + 8 > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + more + 8));
    }
  }

  /// Ends a row whose last byte is a separator.
  void end() throws IOException {
    buffer[end - 1] = '\n';
    if (rows >= nextEdit) {
      edit();
    } else {
      line++;
    }
    rows++;
    rowStart = end;
    if (end >= FLUSH) {
      flush();
    }
  }

  private void edit() {
    Row row = Row.parse(header, new String(buffer, rowStart, end - 1 - rowStart, UTF_8), isQuoted);
    for (Iterator<Edit> waiting = edits.iterator(); waiting.hasNext(); ) {
      Edit edit = waiting.next();
      if (edit.from() <= rows && edit.fits().test(row)) {
        waiting.remove();
        nextEdit = next();
        end = rowStart;
        kind = edit.kind();
        edit.change().apply(row, this);
        return;
      }
    }
    line++;
  }

  @Override
  public void keep(Row row) {
    bytes(row.line());
    line++;
  }

  @Override
  public void plant(Row row, String column, String expected, String note) {
    keep(row);
    String value = column.isEmpty() ? "" : row.get(column);
    defects.add(new Defect(kind, path, line, row.key(), column, value, expected, note));
  }

  @Override
  public void report(String key, String column, String value, String expected, String note) {
    defects.add(new Defect(kind, path, null, key, column, value, expected, note));
  }

  @Override
  public void plantBytes(
      byte[] raw, String key, String column, String value, String expected, String note) {
    bytes(raw);
    line++;
    defects.add(new Defect(kind, path, line, key, column, value, expected, note));
  }

  private void flush() throws IOException {
    out.write(buffer, 0, end);
    end = 0;
    rowStart = 0;
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
