package org.waymark.programs.internal;

import org.jspecify.annotations.Nullable;
import org.waymark.statistics.Estimate;

/// What happened to participants beyond what happened to students like them.
sealed interface ProgramEffect {

  /// Over this difference before the program the two are not comparable, in standard
  /// deviations. Source: What Works Clearinghouse, Handbook 5.0 (2022).
  double NOT_COMPARABLE = 0.25;

  /// @param participants with both scores and a match
  /// @param unmatched participants with both scores and nobody like them
  /// @param matches different students they were matched with
  /// @param participantChange mean, fall to spring
  /// @param matchedChange mean of the matches, fall to spring
  /// @param baseline how far participants were above their matches in fall, in standard
  ///     deviations of all students' fall scores
  /// @param gain the effect in standard deviations of the score
  /// @param givenPretest the effect, had the fall score itself chosen who takes part
  record Measured(
      int participants,
      int unmatched,
      int matches,
      double participantChange,
      double matchedChange,
      double baseline,
      Estimate gain,
      @Nullable Estimate givenPretest)
      implements ProgramEffect {

    boolean isComparable() {
      return Math.abs(baseline) <= NOT_COMPARABLE;
    }
  }

  /// @param participants with both scores
  record NotMeasured(int participants, String reason) implements ProgramEffect {}
}
