package org.waymark.statistics;

import java.util.Arrays;

/// What a t-test needs to know of a group's scores.
///
/// @param n how many scores
/// @param mean their mean, unrounded
/// @param sd their standard deviation with n − 1 below; 0 for a single score
public record Sample(long n, double mean, double sd) {

  public Sample {
    if (n < 1 || !Double.isFinite(mean) || !Double.isFinite(sd) || sd < 0) {
      throw new IllegalArgumentException("no sample: n %d, mean %s, sd %s".formatted(n, mean, sd));
    }
  }

  /// Two passes, so that large scores with a small spread lose no digits.
  public static Sample of(double... scores) {
    double mean = Arrays.stream(scores).average().orElseThrow();
    double squares = Arrays.stream(scores).map(x -> (x - mean) * (x - mean)).sum();
    return new Sample(
        scores.length, mean, scores.length < 2 ? 0 : Math.sqrt(squares / (scores.length - 1)));
  }

  public double variance() {
    return sd * sd;
  }

  /// Whether all scores are the same, as far as numbers of their size can tell.
  boolean isConstant() {
    return sd <= 1e-12 * Math.max(1, Math.abs(mean));
  }
}
