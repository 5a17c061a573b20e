package org.waymark.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/// A written row, read again to be changed. No cell holds a quotation mark.
record Row(List<String> header, List<String> cells, boolean isQuoted) {
  private static final List<String> KEYS = List.of("IncidentID", "StudentNumber", "StudentID");

  Row {
    cells = List.copyOf(cells);
  }

  static Row parse(List<String> header, String line, boolean isQuoted) {
    List<String> cells = new ArrayList<>(header.size());
    StringBuilder cell = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        inside = !inside;
      } else if (c == ',' && !inside) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return new Row(header, cells, isQuoted);
  }

  String get(String column) {
    return cells.get(at(column));
  }

  Row with(String column, String value) {
    List<String> copy = new ArrayList<>(cells);
    copy.set(at(column), value);
    return new Row(header, copy, isQuoted);
  }

  private int at(String column) {
    int place = header.indexOf(column);
    if (place < 0) {
      throw new IllegalArgumentException("no column " + column + " in " + header);
    }
    return place;
  }

  /// The cell that names the row.
  String key() {
    return KEYS.stream()
        .filter(header::contains)
        .findFirst()
        .map(this::get)
        .orElse(cells.getFirst());
  }

  byte[] line() {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      boolean quote = isQuoted || cell.indexOf(',') >= 0;
      line.append(quote ? "\"" + cell + "\"" : cell).append(',');
    }
    line.setCharAt(line.length() - 1, '\n');
    return line.toString().getBytes(UTF_8);
  }
}
