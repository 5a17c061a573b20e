package org.waymark.gaps;

/// Whether a class, a grade, a school has a gap in a standard.
public sealed interface ClassGap {

  /// So many must have been assessed before a group's figure is given.
  int ASSESSED_AT_LEAST = 5;

  /// More than the tolerated share is below mastery.
  record Wide() implements ClassGap {}

  /// The tolerated share or less is below mastery.
  record None() implements ClassGap {}

  /// @param assessed how many were
  record TooFew(int assessed) implements ClassGap {
    /// The reason in words.
    public String words() {
      return "too few to say (" + assessed + ")";
    }
  }

  /// Compares in whole numbers, so that exactly the tolerated share is no gap.
  ///
  /// @param share tolerated share of those assessed, above 0 and below 1
  static ClassGap of(int assessed, int below, double share) {
    if (assessed < 0 || below < 0 || below > assessed) {
      throw new IllegalArgumentException(below + " below of " + assessed + " assessed");
    }
    if (assessed < ASSESSED_AT_LEAST) {
      return new TooFew(assessed);
    }
    return below * 100_000L > Math.round(share * 100_000) * assessed ? new Wide() : new None();
  }
}
