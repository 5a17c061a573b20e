package org.waymark.web.triage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.overview.OverviewFilter;

/// The list that a counselor works from.
public record Triage(
    String title,
    TriageFilter filter,
    String sentence,
    List<Line> lines,
    long total,
    List<OverviewFilter.Choice> schools,
    List<OverviewFilter.Choice> groups,
    String through,
    FigureNotes.@Nullable Note note) {

  /// One student.
  ///
  /// @param absent days missed among the last 30 calendar days' school days
  public record Line(
      long studentId,
      String name,
      @Nullable String sisId,
      @Nullable String gradeLevel,
      String schoolName,
      Signs signs,
      @Nullable Double attendanceRate,
      @Nullable Double absent,
      @Nullable Integer enrolled,
      @Nullable Double gpa) {

    /// "missed 9 of 20 days (55.0%)" or "unknown".
    public String recent() {
      if (absent == null || enrolled == null || enrolled == 0) {
        return Words.UNKNOWN;
      }
      return "missed %s of %d days".formatted(Words.days(absent), enrolled);
    }
  }

  public int pages() {
    return (int) Math.max(1, (total + TriageFilter.SIZE - 1) / TriageFilter.SIZE);
  }

  public boolean hasPrevious() {
    return filter.page() > 1;
  }

  public boolean hasNext() {
    return filter.page() < pages();
  }

  /// "1–50 of 312 students".
  public String range() {
    if (total == 0) {
      return "no student";
    }
    long from = (long) (filter.page() - 1) * TriageFilter.SIZE + 1;
    return "%s–%s of %s"
        .formatted(
            Words.count(from),
            Words.count(Math.min(total, from + TriageFilter.SIZE - 1)),
            Words.counted(total, "student", "students"));
  }
}
