package org.waymark.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that holds after a run, and is news if it did not hold before. Names nobody.
///
/// @param subject what it is about: stays the same from night to night while it holds
/// @param studentId null when it is about no single student
/// @param schoolId null when it is about no single school
/// @param staff educators whom it concerns: of the homeroom, of the section
/// @param area subject taught, for heads of departments; empty where it does not matter
/// @param lines what happened, in sentences without a name
public record News(
    NewsKind kind,
    String subject,
    @Nullable Long studentId,
    @Nullable Long schoolId,
    List<Long> staff,
    String area,
    List<String> lines) {

  public News {
    staff = List.copyOf(staff);
    lines = List.copyOf(lines);
    if (subject.isEmpty() || subject.length() > 200) {
      throw new IllegalArgumentException(
          "a subject has 1 to 200 characters, not " + subject.length());
    }
  }
}
