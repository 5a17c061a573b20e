package org.waymark.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which receivers are to be left alone for now: those that are down, and those that have as many
/// letters in hand as they get at a time. One that hangs keeps no letter of another waiting.
///
/// The mail server is one receiver, whoever a letter is for.
final class Receivers {

  private static final int AT_A_TIME = 2;
  private static final int MAIL_AT_A_TIME = 4;

  private final Clock clock;
  private final Duration longest;
  private final Map<String, Instant> resting = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final Map<String, Integer> inHand = new HashMap<>();

  /// @param longest that a receiver rests by our own choice: it may be back long before the turn
  ///     of a letter that has failed often
  Receivers(Clock clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
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

  /// One failure is nothing; from the second in a row on others wait: 1, 3, 7 … seconds.
  ///
  /// @param asked how long the receiver itself asked for; null when it did not
  synchronized void rest(Letter letter, @Nullable Duration asked) {
    String receiver = of(letter);
    int inARow = failures.merge(receiver, 1, Integer::sum);
    Duration rest = Duration.ofSeconds((1L << Math.min(inARow - 1, 20)) - 1);
    if (rest.compareTo(longest) > 0) {
      rest = longest;
    }
    Instant until = clock.instant().plus(asked == null ? rest : asked);
    resting.merge(receiver, until, (a, b) -> a.isAfter(b) ? a : b);
  }

  /// Whatever went before, it answers again.
  synchronized void wake(Letter letter) {
    failures.remove(of(letter));
    resting.remove(of(letter));
  }

  synchronized boolean isIdle() {
    return inHand.isEmpty();
  }

  private static int most(String receiver) {
    return receiver.equals(Channel.EMAIL.written()) ? MAIL_AT_A_TIME : AT_A_TIME;
  }

  /// Mail as `email`, others as `channel recipient`.
  synchronized Set<String> busy() {
    Instant now = clock.instant();
    resting.values().removeIf(until -> !until.isAfter(now));
    var busy = new HashSet<>(resting.keySet());
    inHand.forEach((key, count) -> {
      if (count >= most(key)) {
        busy.add(key);
      }
    });
    return busy;
  }
}
