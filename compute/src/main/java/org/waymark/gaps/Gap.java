package org.waymark.gaps;

/// A standard that more of a group than tolerated have not mastered.
///
/// @param assessed students assessed this year
/// @param below of those, students below mastery
/// @param weight 1 for the major work of a grade, less for other work
public record Gap(String standardCode, int assessed, int below, double weight) {

  public Gap {
    if (assessed <= 0 || below < 0 || below > assessed) {
      throw new IllegalArgumentException(below + " below of " + assessed + " assessed");
    }
  }

  /// Share below mastery, 0 to 1.
  public double shareBelow() {
    return (double) below / assessed;
  }
}
