package org.waymark.web.equity;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;

/// Everything that the page about groups says.
///
/// @param title the finding
/// @param hasScope false for a person who sees no school as a whole
/// @param scores the gaps in scores; empty where there is no test
/// @param multiples one per other measure, all on one scale
/// @param risks district-wide, or empty
public record Equity(
    String title,
    String sentence,
    boolean hasScope,
    EquityFilter filter,
    List<Choice> years,
    List<Choice> seasons,
    List<Choice> subjects,
    List<Choice> schools,
    List<Choice> grades,
    List<Choice> tests,
    @Nullable Picture scoreChart,
    List<GapLine> scores,
    String yardstick,
    List<Multiple> multiples,
    List<GapLine> others,
    @Nullable Picture riskChart,
    List<RiskLine> risks,
    @Nullable Picture schoolChart,
    List<SchoolLine> schoolLines,
    @Nullable Picture programChart,
    List<ProgramLine> programs,
    FigureNotes notes,
    String through) {

  /// A sentence about scores that the norm does not reach, or nothing.
  public String unmeasured() {
    long most = scores.stream()
        .map(GapLine::unmeasuredStudents)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
    return most == 0
        ? ""
        : "The norm does not reach the grade or season of "
            + Words.counted(most, "student", "students")
            + " with a score: they are left out.";
  }

  /// One choice of a filter.
  public record Choice(String key, String words) {}

  /// One measure's picture among several on the same scale.
  public record Multiple(String title, Picture picture) {}
}
