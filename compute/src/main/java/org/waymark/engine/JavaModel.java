package org.waymark.engine;

import java.util.Set;

/// What SQL can't do well: tests, growth percentiles, groupings. Takes its place in the same
/// graph as the SQL models; its card beside it names the class under `computed_by`, and the
/// card's columns are the shape of the rows.
public interface JavaModel {

  /// The tables that it reads.
  Set<String> reads();

  /// Makes the rows, values in the order of the card's columns.
  void compute(SqlEngine engine, RowSink rows);
}
