package org.waymark.interventions;

import java.util.Set;
import java.util.TreeSet;

/// A reason to do something, as early warning gives it.
///
/// @param key one of [#KEYS]
/// @param isSerious whether the sign is a serious one
/// @param words what is known, such as "missed 9 of the last 20 school days"
public record Need(String key, boolean isSerious, String words) {
  /// What playbooks may name: the four indicators, with the subject of the test where it is
  /// known, and lateness, which only the model looks at.
  public static final Set<String> KEYS = new TreeSet<>(
      Set.of("attendance", "lateness", "grades", "reading", "math", "tests", "behavior"));
}
