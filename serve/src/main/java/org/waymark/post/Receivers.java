package org.waymark.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which receivers are to be left alone for now: those that are down, and those that have as many
/// letters in hand as they get at a time. One that hangs keeps no letter of another waiting.
///
/// The mail server is one receiver, whoever a letter is for.
final class Receivers {

  private static final int AT_A_TIME = 2;
  private static final int MAIL_AT_A_TIME = 4;

  private final Clock clock;
  private final Map<String, Instant> resting = new HashMap<>();
  private final Map<String, Integer> inHand = new HashMap<>();

  Receivers(Clock clock) {
    this.clock = clock;
  }

  private static String of(Letter letter) {
    return letter.channel() == Channel.EMAIL
        ? Channel.EMAIL.written()
        : letter.channel().written() + " " + letter.recipient();
  }

  synchronized void begin(Letter letter) {
    inHand.merge(of(letter), 1, Integer::sum);
  }

  synchronized void end(Letter letter) {
    inHand.computeIfPresent(of(letter), (key, count) -> count == 1 ? null : count - 1);
  }

  synchronized void rest(Letter letter, Duration wait) {
    resting.merge(of(letter), clock.instant().plus(wait), (a, b) -> a.isAfter(b) ? a : b);
  }

  /// Whatever went before, it answers again.
  synchronized void wake(Letter letter) {
    resting.remove(of(letter));
  }

  synchronized boolean isIdle() {
    return inHand.isEmpty();
  }

  /// Mail as `email`, others as `channel recipient`.
  synchronized Set<String> busy() {
    Instant now = clock.instant();
    resting.values().removeIf(until -> !until.isAfter(now));
    var busy = new HashSet<>(resting.keySet());
    inHand.forEach((key, count) -> {
      boolean isMail = key.equals(Channel.EMAIL.written());
      if (count >= (isMail ? MAIL_AT_A_TIME : AT_A_TIME)) {
        busy.add(key);
      }
    });
    return busy;
  }
}
