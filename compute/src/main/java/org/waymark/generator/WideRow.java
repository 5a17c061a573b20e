package org.waymark.generator;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A row of a vendor's wide layout, filled by column name; what is not filled stays blank.
final class WideRow {
  private final Map<String, Integer> places = new HashMap<>();
  private final String[] cells;

  WideRow(List<String> header) {
    for (String column : header) {
      places.put(column, places.size());
    }
    cells = new String[header.size()];
    clear();
  }

  void clear() {
    Arrays.fill(cells, "");
  }

  WideRow set(String column, String value) {
    Integer place = places.get(column);
    if (place == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    cells[place] = value;
    return this;
  }

  WideRow set(String column, int value) {
    return set(column, Integer.toString(value));
  }

  void write(Table table) throws IOException {
    table.cells(cells).end();
  }
}
