package org.waymark.web.norms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.figures.FigureNotes;

/// The norms, as the page says them.
///
/// @param gaps grades that students are tested in and that no norm reaches, as sentences
public record NormsPage(
    String title,
    List<Edition> editions,
    List<String> gaps,
    List<Table> tables,
    boolean isDemo,
    FigureNotes notes,
    String through) {

  /// One edition of one subject.
  public record Edition(
      String edition,
      String kind,
      String scale,
      String subject,
      String grades,
      String year,
      String used,
      String source,
      boolean isDemo) {}

  /// One grade and season.
  public record Line(
      String edition,
      String subject,
      String gradeLevel,
      @Nullable String season,
      @Nullable Integer weeks,
      @Nullable Double mean,
      @Nullable Double sd,
      @Nullable Double p25,
      @Nullable Double p50,
      @Nullable Double p75) {}

  /// The lines of one subject.
  public record Table(String title, List<Line> lines) {}
}
