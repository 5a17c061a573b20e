package org.waymark.post;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Carries letters to their receivers, several at a time, and notes in the outbox what became of
/// each.
final class Hands implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Hands.class.getName());

  private final Outbox outbox;
  private final Carriers carriers;
  private final Receivers receivers;
  private final Hours hours;
  private final Pace pace;
  private final Bell bell;
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger later = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /// @param bell rung each time that a hand is empty again
  Hands(Outbox outbox, Carriers carriers, Receivers receivers, Hours hours, Pace pace, Bell bell) {
    this.outbox = outbox;
    this.carriers = carriers;
    this.receivers = receivers;
    this.hours = hours;
    this.pace = pace;
    this.bell = bell;
  }

  void take(Letter letter) {
    receivers.begin(letter);
    hands.execute(() -> carry(letter));
  }

  Dispatcher.Count count() {
    return new Dispatcher.Count(sent.get(), later.get(), failed.get());
  }

  private void carry(Letter letter) {
    try {
      Instant now = Instant.now();
      String person = letter.personId();
      Instant allowed = person == null ? now : hours.next(letter.kind(), person, now);
      if (allowed.isAfter(now)) {
        outbox.postpone(letter, allowed);
      } else if (!outbox.isStillMeant(letter)) {
        fail(letter, "The recipient's account is closed, or may no longer see the student");
      } else {
        Letter left = left(letter);
        if (left == null) {
          fail(letter, "The recipient may no longer see any of the students whom it lists");
        } else {
          settle(letter, carry(left, carriers.of(letter.channel())));
        }
      }
    } catch (Outbox.Away e) {
      // the lease runs out, and the letter is taken again
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR, letter + " is taken again: " + e.getClass().getSimpleName());
    } finally {
      receivers.end(letter);
      bell.ring();
    }
  }

  /// What of the letter its recipient may still read; null for nothing.
  private @Nullable Letter left(Letter letter) {
    Bundle bundle = letter.bundle();
    if (bundle == null || letter.personId() == null) {
      return letter;
    }
    Set<Long> hidden = outbox.hidden(letter, bundle);
    Bundle left = bundle.without(hidden);
    return hidden.isEmpty() ? letter : left.size() == 0 ? null : letter.about(left);
  }

  private Outcome carry(Letter letter, @Nullable Carrier carrier) {
    return carrier == null
        ? new Outcome.Later("The settings name no mail server", null, true)
        : carrier.carry(letter, handover(letter));
  }

  private Carrier.Handover handover(Letter letter) {
    return () -> {
      try {
        if (!letter.mayGoAgain() && !outbox.handOver(letter, pace.lease())) {
          throw new IOException("The letter is in other hands");
        }
      } catch (Outbox.Away e) {
        throw new IOException("The ledger went away before the letter was sent", e);
      }
    };
  }

  private void settle(Letter letter, Outcome outcome) {
    switch (outcome) {
      case Outcome.Delivered delivered -> {
        receivers.wake(letter);
        if (outbox.sent(letter)) {
          sent.incrementAndGet();
        }
      }
      case Outcome.Refused refused -> fail(letter, refused.reason());
      case Outcome.InDoubt doubt -> {
        if (letter.mayGoAgain()) {
          again(letter, new Outcome.Later(doubt.reason(), null, true));
        } else {
          receivers.rest(letter, null);
          fail(letter, doubt.reason() + Outbox.IN_DOUBT);
        }
      }
      case Outcome.Later later -> again(letter, later);
    }
  }

  private void again(Letter letter, Outcome.Later again) {
    Duration own = pace.backoff().after(letter.attempts(), ThreadLocalRandom.current());
    Duration asked = again.asked();
    Duration wait = asked == null ? own : Backoff.atLeast(own, asked);
    if (again.isReceiverDown()) {
      receivers.rest(letter, asked == null ? null : wait);
    }
    if (letter.attempts() >= pace.backoff().attempts()) {
      fail(letter, again.reason() + "; given up after " + letter.attempts() + " attempts");
    } else if (outbox.later(letter, wait, again.reason())) {
      later.incrementAndGet();
    }
  }

  private void fail(Letter letter, String reason) {
    if (outbox.failed(letter, reason)) {
      failed.incrementAndGet();
      LOG.log(System.Logger.Level.WARNING, letter + " was not delivered: " + reason);
    }
  }

  /// Lets the letters in hand end, for a while.
  @Override
  public void close() {
    hands.shutdown();
    try {
      if (!hands.awaitTermination(3, TimeUnit.SECONDS)) {
        hands.shutdownNow();
        hands.awaitTermination(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      hands.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
