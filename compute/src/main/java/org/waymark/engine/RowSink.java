package org.waymark.engine;

import org.jspecify.annotations.Nullable;

/// Takes the rows that a model makes.
public interface RowSink {

  /// @param values one per column; null where there is none. A number that is not a number
  ///     is refused: a missing answer is null beside its reason
  void add(@Nullable Object... values);
}
