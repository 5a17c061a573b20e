package org.waymark.growth;

import org.jspecify.annotations.Nullable;

/// A student's growth percentile, or why there is none.
public sealed interface Growth {

  /// @param percentile 1 to 99
  /// @param order how many prior scores it stands on
  /// @param standardError in percentile points; null when the scores came without standard
  ///     errors
  record Scored(int percentile, int order, @Nullable Double standardError) implements Growth {
    public Scored {
      if (percentile < 1 || percentile > 99) {
        throw new IllegalArgumentException("percentile " + percentile + " is outside 1..99");
      }
    }

    public GrowthLevel level() {
      return GrowthLevel.of(percentile);
    }
  }

  record NotScored(Reason reason) implements Growth {}

  /// Why there is no percentile, in words that a page can print.
  enum Reason {
    NO_PRIOR_SCORE("no valid score in the year before"),
    PRIOR_SCORE_INVALIDATED("the score of the year before was invalidated"),
    PRIOR_SCORE_DUPLICATED("two valid scores in the year before"),
    REPEATED_GRADE("the student was in the same grade the year before"),
    OTHER_GRADE("the student was not in the grade below the year before"),
    SCORE_INVALIDATED("the score was invalidated"),
    SCORE_MISSING("there is no score that is a number"),
    SCORE_DUPLICATED("two valid scores for the same student, subject, year and grade"),
    STUDENT_MISSING("the row names no student"),
    YEAR_UNREADABLE("the year is neither like 2023_2024 nor like 2024"),
    GRADE_WITHOUT_ORDER("the grade is no number, so no grade comes before it"),
    TOO_FEW_PEERS("too few students with the same score history"),
    TOO_FEW_DISTINCT_SCORES("too few distinct scores to tell the students apart"),
    CONSTANT_SCORE("all students of the group have the same score"),
    NO_FIT("the fit of this group did not end");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /// The name in lower case, as tables keep it.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
