package org.waymark.web.overview;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.web.chart.Picture;
import org.waymark.web.chart.TrendChart;
import org.waymark.web.figures.FigureNotes;

/// Everything that the overview says.
///
/// @param title the finding
/// @param comparedBy what a line of the comparison is: "School", "Grade" or "Section"
/// @param funnel null where there are fewer than three schools to compare
/// @param attention null where no student is on the list
/// @param warning a sentence when the thresholds flag too many, else null
public record Overview(
    String title,
    String sentence,
    OverviewFilter filter,
    List<OverviewFilter.Choice> schools,
    List<OverviewFilter.Choice> groups,
    boolean isFilterable,
    String scope,
    @Nullable Attention attention,
    List<Kpi> kpis,
    List<TrendChart.Month> months,
    Picture trend,
    String thisYear,
    String lastYear,
    String comparedBy,
    List<Line> lines,
    @Nullable Picture funnel,
    Picture tierBar,
    List<TierLine> tiers,
    @Nullable String warning,
    FigureNotes notes,
    Totals totals,
    String through) {

  /// A month against the same month of last year: what the season does to both cancels.
  public static String change(TrendChart.Month month) {
    Double now = month.thisYear();
    Double before = month.lastYear();
    if (now == null || before == null) {
      return "–";
    }
    double points = Math.round((now - before) * 1000) / 10.0;
    return points == 0
        ? "0.0 points"
        : String.format(Locale.US, "%s%.1f points", points < 0 ? "−" : "+", Math.abs(points));
  }

  /// Who changed for the worse on the early-warning list this week.
  ///
  /// @param sentence such as "12 students are new this week"
  /// @param link where they are, the first student first
  public record Attention(String sentence, String link) {}

  /// One line of the comparison.
  ///
  /// @param link where the name leads, or null
  /// @param standing against chance, in words; empty where not computed
  public record Line(
      String name,
      @Nullable String link,
      Totals now,
      @Nullable Totals before,
      String standing) {}

  /// One tier of warning signs.
  ///
  /// @param expected share that a district should expect, in words
  public record TierLine(
      String key, String words, long count, String share, String expected, String css) {}
}
