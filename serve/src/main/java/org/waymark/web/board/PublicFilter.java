package org.waymark.web.board;

import org.jspecify.annotations.Nullable;
import org.waymark.web.NotVisible;

/// Which cell is asked for. Lives in the address.
///
/// @param school null for the whole district
/// @param group "all" for everyone
public record PublicFilter(@Nullable Long school, String group) {

  /// Reads the address; what no cell can have does not exist.
  static PublicFilter of(String school, String group) {
    if (!group.matches("[a-z0-9_]{1,40}|race:[A-Za-z0-9_ /-]{1,60}")) {
      throw new NotVisible();
    }
    if (school.isEmpty()) {
      return new PublicFilter(null, group);
    }
    try {
      return new PublicFilter(Long.valueOf(school), group);
    } catch (NumberFormatException notAKey) {
      throw new NotVisible();
    }
  }

  /// As the filter of the page writes it.
  public String schoolKey() {
    return school == null ? "" : school.toString();
  }

  boolean matches(PublicFigures.Cell cell) {
    return java.util.Objects.equals(cell.schoolId(), school) && cell.subgroup().equals(group);
  }
}
