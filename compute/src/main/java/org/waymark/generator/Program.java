package org.waymark.generator;

/// An intervention that some students get because they seem to need it.
enum Program {
  READING_INTERVENTION("Reading Intervention", "Tier 2", 0.15, 41_000),
  MATH_TUTORING("Math Tutoring", "Tier 2", 0.20, 33_000),
  AFTER_SCHOOL("After School", "", 0.0, 24_000);

  final String title;
  final String detail;

  /// What a year in it adds, in standard deviations of the score.
  final double gain;

  final int costUsd;

  Program(String title, String detail, double gain, int costUsd) {
    this.title = title;
    this.detail = detail;
    this.gain = gain;
    this.costUsd = costUsd;
  }
}
