package org.waymark.web.equity;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /// One choice of a filter.
  public record Choice(String key, String words) {}

  /// One measure's picture among several on the same scale.
  public record Multiple(String title, Picture picture) {}
}
