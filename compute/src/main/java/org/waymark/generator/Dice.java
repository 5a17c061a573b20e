package org.waymark.generator;

/// A stream of random numbers that belongs to one entity and one topic.
///
/// SplitMix64 (Steele, Lea & Flood 2014, OOPSLA), keyed by mixing the seed with the
/// entity's numbers, so that no draw depends on which other entity was drawn before or on
/// which thread. Uses only arithmetic that is exact everywhere, and `StrictMath`.
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private long state;

  Dice(long seed, long topic, long a, long b, long c) {
    state = mix(mix(mix(mix(seed + GOLDEN * topic) ^ a) + GOLDEN * b) ^ (c * 0xD6E8FEB86659FD93L));
  }

  Dice(long seed, long topic, long a) {
    this(seed, topic, a, 0, 0);
  }

  static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += GOLDEN;
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Strictly between 0 and 1.
  double uniform() {
    return ((next() >>> 12) + 0.5) * 0x1p-52;
  }

  /// 0 … n − 1
  int below(int n) {
    return (int) (((next() >>> 32) * n) >>> 32);
  }

  /// low … high, both included
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  double gaussian() {
    return Normal.quantile(uniform());
  }

  /// Knuth's product method; for small means.
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = uniform();
    int count = 0;
    while (product > limit) {
      count++;
      product *= uniform();
    }
    return count;
  }

  /// The index of one weight, drawn in proportion.
  int pick(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = uniform() * total;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
