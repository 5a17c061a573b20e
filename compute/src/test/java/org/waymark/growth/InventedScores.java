package org.waymark.growth;

/// Scores that R's `reference/growth/make.R` invents as well, to the last bit: Park & Miller's
/// generator, whose products are exact in a double, and arithmetic in the same order.
///
/// @param priors per student, the newest first
public record InventedScores(double[][] priors, double[] score) {

  public static InventedScores of(int students, int priors, String kind, long seed) {
    double[][] before = new double[students][priors];
    double[] score = new double[students];
    double[] u = new double[4 * (priors + 2)];
    double state = seed;
    for (int i = 0; i < students; i++) {
      for (int d = 0; d < u.length; d++) {
        state = (16807 * state) % 2147483647d;
        u[d] = state / 2147483647d;
      }
      double ability = normal(u, 0);
      for (int j = 1; j <= priors; j++) {
        before[i][j - 1] = shape(kind, 500 - 10 * j + 40 * (ability + 0.5 * normal(u, j)));
      }
      double rest = normal(u, priors + 1);
      if (kind.equals("heavy")) {
        rest = rest / (u[4 * (priors + 1)] + 0.02);
      }
      score[i] = shape(kind, 515 + 42 * (ability + (0.4 + 0.1 * ability) * rest));
    }
    return new InventedScores(before, score);
  }

  /// As a student's history: one row a year and grade, ending in 2026 in grade 8.
  public Scores histories() {
    var scores = new Scores();
    for (int i = 0; i < score.length; i++) {
      for (int j = priors[i].length; j >= 1; j--) {
        scores.add(0, i, 2026 - j, 8 - j, priors[i][j - 1], Double.NaN, null);
      }
      scores.add(0, i, 2026, 8, score[i], Double.NaN, null);
    }
    return scores;
  }

  private static double normal(double[] u, int k) {
    return (u[4 * k] + u[4 * k + 1] + u[4 * k + 2] + u[4 * k + 3] - 2) * 1.75;
  }

  private static double shape(String kind, double value) {
    return switch (kind) {
      case "whole" -> Math.floor(value + 0.5);
      case "tenths", "heavy" -> Math.floor(value * 10 + 0.5) / 10;
      case "ties" -> Math.floor(value / 10 + 0.5) * 10;
      case "ceiling" -> Math.min(Math.floor(value + 0.5), 555);
      default -> throw new IllegalArgumentException("no kind of scores: " + kind);
    };
  }
}
