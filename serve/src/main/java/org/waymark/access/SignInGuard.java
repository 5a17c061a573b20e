package org.waymark.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Counts failed tries to sign in, and locks the account's door for a while after too many.
///
/// Kept in memory: a restart forgets, which costs an attacker more than it gives. The
/// oldest of 10,000 remembered addresses gives way, so that invented addresses cannot fill
/// the memory.
public final class SignInGuard {
  private static final int TRIES = 10;
  private static final Duration LOCKED = Duration.ofMinutes(15);
  private static final int REMEMBERED = 10_000;

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Map<String, Failures> failures = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
      return size() > REMEMBERED;
    }
  };

  public SignInGuard(Clock clock) {
    this.clock = clock;
  }

  /// Whether the door is locked: ten failures, the last of them less than 15 minutes ago.
  public synchronized boolean isLocked(String email) {
    Failures seen = failures.get(key(email));
    if (seen == null) {
      return false;
    }
    if (!clock.instant().isBefore(seen.last().plus(LOCKED))) {
      failures.remove(key(email));
      return false;
    }
    return seen.count() >= TRIES;
  }

  /// Remembers one failure.
  public synchronized void failed(String email) {
    Failures seen = failures.remove(key(email));
    failures.put(key(email), new Failures(seen == null ? 1 : seen.count() + 1, clock.instant()));
  }

  /// Forgets the failures of someone who got in.
  public synchronized void succeeded(String email) {
    failures.remove(key(email));
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
