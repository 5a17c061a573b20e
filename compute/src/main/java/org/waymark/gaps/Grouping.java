package org.waymark.gaps;

import java.util.List;
import java.util.Set;

/// The small groups of a section, or why there are none.
public sealed interface Grouping {

  /// A student of the section.
  ///
  /// @param missing standards assessed this year and not mastered
  /// @param assessed how many standards were assessed
  record Member(long student, Set<String> missing, int assessed) {
    public Member {
      missing = Set.copyOf(missing);
    }
  }

  /// One small group.
  ///
  /// @param students in order of their keys
  /// @param focus standards that at least half of them are missing, most shared first, at
  ///     most three; never empty in a group of two or more that share one
  record Group(int number, List<Long> students, List<String> focus) {
    public Group {
      students = List.copyOf(students);
      focus = List.copyOf(focus);
    }
  }

  record Grouped(List<Group> groups) implements Grouping {
    public Grouped {
      groups = List.copyOf(groups);
    }
  }

  /// @param reason in words
  record NotGrouped(String reason) implements Grouping {}
}
