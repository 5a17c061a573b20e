package org.waymark.reports;

import java.util.List;

/// What changed among somebody's students in a week: a principal's school, a teacher's classes.
///
/// @param school whose students: a school, all schools, or one's own
/// @param scope the days compared and when the data are from, in words, such as "May 8 to May
///     15, 2026"
/// @param newlyHigh students who came to two serious signs or more
/// @param improved students with fewer or lighter signs than the week before
/// @param unchanged the first of the students who had signs and have the same ones
/// @param unchangedInAll how many these are
/// @param foot who it was made for, and how to keep it
public record Digest(
    String school,
    String scope,
    List<Line> newlyHigh,
    List<Line> improved,
    List<Line> unchanged,
    long unchangedInAll,
    String foot) {
  /// As many of the unchanged as two pages hold.
  public static final int UNCHANGED = 40;

  public Digest {
    newlyHigh = List.copyOf(newlyHigh);
    improved = List.copyOf(improved);
    unchanged = List.copyOf(unchanged);
  }

  /// One student.
  ///
  /// @param student name as the district allows it in a letter, else an id
  /// @param grade in words, such as "Grade 9"
  /// @param signs what the student meets now, such as "3 of 4 signs, 1 serious"
  /// @param reason the weightiest reason, in the words of the profile
  /// @param since the day from which it is so, in words; empty when unknown
  public record Line(String student, String grade, String signs, String reason, String since) {}

  /// The finding, as a title.
  public String title() {
    if (newlyHigh.isEmpty() && improved.isEmpty()) {
      return school + ": nobody came to two serious signs this week, and nobody left theirs behind";
    }
    return "%s: %s to two serious signs this week, %s"
        .formatted(school, counted(newlyHigh.size(), "came"), counted(improved.size(), "improved"));
  }

  private static String counted(int n, String verb) {
    return (n == 0 ? "nobody " : n == 1 ? "1 student " : n + " students ") + verb;
  }

  /// Those whose signs stay as they are, [#UNCHANGED] at most.
  public List<Line> unchangedShown() {
    return unchanged.size() <= UNCHANGED ? unchanged : unchanged.subList(0, UNCHANGED);
  }

  public long unchangedLeft() {
    return Math.max(0, unchangedInAll - unchangedShown().size());
  }
}
