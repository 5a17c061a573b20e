package org.waymark.web.cohorts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;

/// Cohorts against the norm, as the page says it.
///
/// @param norms which edition the page measures with, in words
public record NormPage(
    String title,
    String sentence,
    CohortScope scope,
    List<NormLine> lines,
    List<Omission> omissions,
    @Nullable Picture picture,
    String norms,
    boolean isCut,
    FigureNotes notes,
    String through) {}
