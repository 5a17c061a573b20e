package org.waymark.engine;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One row of a scan; valid until the next. Columns count from 0.
public interface Row {

  boolean isNull(int column);

  /// A whole number; 0 where it is null.
  long whole(int column);

  /// A number; 0 where it is null.
  double number(int column);

  /// A text; empty where it is null.
  String text(int column);

  @Nullable
  LocalDate day(int column);

  default @Nullable Double numberOrNull(int column) {
    return isNull(column) ? null : number(column);
  }

  default @Nullable Long wholeOrNull(int column) {
    return isNull(column) ? null : whole(column);
  }

  default @Nullable String textOrNull(int column) {
    return isNull(column) ? null : text(column);
  }
}
