package org.waymark.sources.internal;

import java.util.List;
import java.util.Map;
import org.waymark.sources.internal.Mapping.Layout;

/// What a header was taken for.
sealed interface Recognition {

  /// @param names lower-case column name → name as written in the file
  /// @param unknown columns that neither the mapping nor its `ignore` knows
  /// @param absent optional columns that the file does not have
  record Known(Layout layout, Map<String, String> names, List<String> unknown, List<String> absent)
      implements Recognition {}

  /// Nearly a layout, but needed columns are missing or renamed.
  record Drifted(Layout layout, String message) implements Recognition {}

  record Unknown(String message) implements Recognition {}
}
