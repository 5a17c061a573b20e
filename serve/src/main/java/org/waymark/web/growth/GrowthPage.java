package org.waymark.web.growth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;

/// What the growth page says.
///
/// @param comparedBy School or Grade; empty when students are listed
/// @param groups schools or grades, the highest growth first
/// @param students one line each; empty unless one grade of one school, or one's own sections
/// @param hidden students beyond those listed
/// @param without how many have no percentile, by reason
public record GrowthPage(
    String title,
    String sentence,
    String through,
    GrowthFilter filter,
    List<Choice> schools,
    List<Choice> grades,
    List<Choice> tests,
    String comparedBy,
    List<Group> groups,
    List<Student> students,
    long hidden,
    List<Without> without,
    @Nullable Picture picture,
    FigureNotes notes)
    implements ShowsStudents {

  @Override
  public List<Long> shownStudents() {
    return students.stream().map(Student::studentId).toList();
  }

  /// One choice of a filter.
  public record Choice(String key, String words) {}

  /// A school or a grade.
  ///
  /// @param standing against the mean of all schools, in words
  public record Group(
      String name,
      @Nullable String link,
      @Nullable Long students,
      @Nullable Double mean,
      @Nullable Double meanLow,
      @Nullable Double meanHigh,
      @Nullable Double median,
      @Nullable Double medianLow,
      @Nullable Double medianHigh,
      @Nullable Long low,
      @Nullable Long typical,
      @Nullable Long high,
      @Nullable Double lastMean,
      String standing,
      @Nullable Double districtMean,
      @Nullable String reason) {}

  /// @param growth low, typical or high with the percentile, or why there is none
  /// @param enough adequate growth in words
  public record Student(
      long studentId,
      String name,
      @Nullable String gradeLevel,
      @Nullable Double score,
      @Nullable Long sgp,
      @Nullable Double standardError,
      String growth,
      String enough) {}

  /// Students without a percentile, and why.
  public record Without(String words, long students) {}
}
