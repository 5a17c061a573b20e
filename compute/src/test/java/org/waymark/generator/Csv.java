package org.waymark.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a file that was generated, on its own terms.
record Csv(List<String> header, List<List<String>> rows) {

  static Csv read(Path folder, String path) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(path));
      List<List<String>> rows = lines.stream().map(Csv::cells).toList();
      List<String> header = new ArrayList<>(rows.getFirst());
      header.set(0, header.getFirst().replace("\uFEFF", ""));
      return new Csv(List.copyOf(header), rows.subList(1, rows.size()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean inside = false;
    for (char c : line.toCharArray()) {
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
    return cells;
  }

  /// A row that knows its columns.
  record Line(List<String> header, List<String> cells) {
    String get(String column) {
      int place = header.indexOf(column);
      if (place < 0) {
        throw new IllegalArgumentException("no column " + column);
      }
      return cells.get(place);
    }
  }

  List<Line> lines() {
    return rows.stream().map(row -> new Line(header, row)).toList();
  }

  List<String> column(String name) {
    int place = header.indexOf(name);
    return rows.stream().map(row -> row.get(place)).toList();
  }
}
