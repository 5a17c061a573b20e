package org.waymark.web.jump;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;
import org.waymark.web.Words;

/// What was found.
///
/// @param asked what somebody wrote
public record Jump(String asked, List<Part> parts) implements ShowsStudents {

  /// What was found of one kind.
  public record Part(String heading, List<Hit> hits) {}

  /// One thing to jump to.
  ///
  /// @param id place in the list, from 0, for the keys
  /// @param studentId the student that it shows, or null
  public record Hit(
      int id,
      String words,
      String detail,
      String link,
      @Nullable Long studentId) {}

  @Override
  public List<Long> shownStudents() {
    return parts.stream()
        .flatMap(part -> part.hits().stream())
        .map(Hit::studentId)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  public int count() {
    return parts.stream().mapToInt(part -> part.hits().size()).sum();
  }

  /// What a reader of the screen hears, and everybody reads.
  public String finding() {
    if (asked.isEmpty()) {
      return "Write the first letters of a name, a school, a class, a page or a figure";
    }
    return count() == 0
        ? "Nothing that you may see begins with that"
        : Words.counted(count(), "match", "matches");
  }
}
