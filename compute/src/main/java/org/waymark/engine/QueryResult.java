package org.waymark.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a query answered: column names and rows in order. A missing value is null.
public record QueryResult(List<String> columns, List<List<@Nullable Object>> rows) {

  public QueryResult {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(rows);
  }

  public int size() {
    return rows.size();
  }

  /// The only value of a one-row, one-column answer, as a whole number; 0 when there is none.
  public long number() {
    if (rows.isEmpty() || rows.getFirst().getFirst() == null) {
      return 0;
    }
    return ((Number) rows.getFirst().getFirst()).longValue();
  }

  /// The rows as maps from column name to value, in column order.
  public List<Map<String, @Nullable Object>> maps() {
    var maps = new ArrayList<Map<String, @Nullable Object>>(rows.size());
    for (var row : rows) {
      var map = new LinkedHashMap<String, @Nullable Object>();
      for (int i = 0; i < columns.size(); i++) {
        map.put(columns.get(i), row.get(i));
      }
      maps.add(map);
    }
    return maps;
  }
}
