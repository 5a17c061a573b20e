package org.waymark.generator;

/// The effects planted in the data, in standard deviations of a score unless said otherwise.
final class Effects {
  /// Scores of English learners, all else equal.
  static final double ELL = -0.45;

  /// Scores of children who get free or reduced-price lunch, all else equal.
  static final double FRL = -0.30;

  /// Scores of children in special education, all else equal.
  static final double SPED = -0.60;

  /// How far Maple Valley lies above the norm before these gaps.
  static final double DISTRICT = 0.62;

  /// Spread of the schools' effects on scores.
  static final double SCHOOL_SD = 0.10;

  /// Points off a planted class-wide gap, on the scale 0–100.
  static final double CLASS_GAP = -26;

  private Effects() {}
}
