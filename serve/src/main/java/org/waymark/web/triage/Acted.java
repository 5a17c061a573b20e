package org.waymark.web.triage;

import java.util.List;
import org.waymark.access.ShowsStudents;

/// What became of one deed for several students.
///
/// @param what was asked for, in words
/// @param done the students for whom it was done
/// @param left those for whom it was not, with why
/// @param back the list as it was
public record Acted(String title, String what, List<Line> done, List<Line> left, String back)
    implements ShowsStudents {

  /// One student.
  ///
  /// @param studentId 0 where nobody who may be seen has that key
  public record Line(long studentId, String student, String words, String link) {}

  @Override
  public List<Long> shownStudents() {
    return java.util.stream.Stream.concat(done.stream(), left.stream())
        .map(Line::studentId)
        .filter(id -> id != 0)
        .distinct()
        .toList();
  }
}
