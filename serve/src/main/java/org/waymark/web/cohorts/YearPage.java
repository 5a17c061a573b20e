package org.waymark.web.cohorts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;

/// Cohorts against last year's, as the page says it.
///
/// @param drawn what the slopes are, in words
public record YearPage(
    String title,
    String sentence,
    CohortScope scope,
    List<YearLine> lines,
    List<Omission> omissions,
    @Nullable Picture picture,
    String drawn,
    String lastYear,
    boolean isCut,
    FigureNotes notes,
    String through) {}
