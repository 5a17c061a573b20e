package org.waymark.engine;

import java.util.List;

/// How a model comes to its rows.
public sealed interface Making {

  /// A plain select.
  record Select(String sql) implements Making {}

  /// Rows that ship with the product: a list of standards, a scale. Empty text is null.
  record Shipped(List<List<String>> rows) implements Making {

    public Shipped {
      rows = List.copyOf(rows);
    }
  }

  record Computed(JavaModel code) implements Making {}
}
