package org.waymark.post;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a letter waits after an attempt: twice as long each time, up to a limit, and never
/// quite as long as another letter, so that they don't all come back at once.
///
/// @param first after the first attempt
/// @param longest however often it failed
/// @param attempts after so many it is given up
record Backoff(Duration first, Duration longest, int attempts) {

  /// Half a minute, a minute, two … four hours; given up after about a day.
  static final Backoff USUAL = new Backoff(Duration.ofSeconds(30), Duration.ofHours(4), 15);

  /// What a receiver may ask at most.
  private static final Duration MOST_ASKED = Duration.ofHours(24);

  /// @param attempt from 1
  Duration after(int attempt, RandomGenerator random) {
    int doublings = Math.min(attempt - 1, 30);
    long whole = Math.min(longest.toMillis(), first.toMillis() * (1L << doublings));
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }

  /// What the receiver asked, if that is longer.
  static Duration atLeast(Duration own, Duration asked) {
    Duration bounded = asked.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : asked;
    return bounded.compareTo(own) > 0 ? bounded : own;
  }
}
