package org.waymark.post;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.waymark.store.Database;

/// Sends the letters of one district, and does its chores. One at a time, by a lock that the
/// database itself gives up when its holder dies.
///
/// A letter is taken for a while (a lease longer than any attempt), sent, and marked. Killed in
/// between, it is sent again when the lease is over, under the same mark: each goes out once to
/// whoever honors the Idempotency-Key.
public final class Dispatcher implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  /// Something that is due at times, such as the week's digest.
  @FunctionalInterface
  public interface Chore {
    void run(Instant now);
  }

  /// @param lease how long a letter may be in one hand
  /// @param patience for a receiver; with the time that the ledger takes, well under the lease
  /// @param pause between two looks when there was nothing to do
  /// @param chores between two rounds of chores
  record Pace(Duration lease, Duration patience, Duration pause, Duration chores, Backoff backoff) {
    /// Shorter only where a test kills a process again and again.
    private static final int LEASE_SECONDS = Integer.getInteger("waymark.post.lease", 120);

    /// A mail server gives up to seven answers, so an eighth of the lease for each.
    static final Pace USUAL = new Pace(
        Duration.ofSeconds(LEASE_SECONDS),
        Duration.ofSeconds(LEASE_SECONDS / 8),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Backoff.USUAL);
  }

  /// What became of the letters that this dispatcher had in hand.
  public record Count(int sent, int later, int failed) {}

  private final Database database;
  private final String tenant;
  private final Hours hours;
  private final List<Chore> chores;
  private final Pace pace;
  private final Outbox outbox;
  private final Carriers carriers;
  private final Receivers receivers;
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger later = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
  private volatile boolean isOpen = true;
  private @Nullable Thread runner;
  private Instant choresDone = Instant.EPOCH;

  Dispatcher(
      Database database, String tenant, Path dataDir, Hours hours, List<Chore> chores, Pace pace)
      throws IOException {
    this.database = database;
    this.tenant = tenant;
    this.hours = hours;
    this.chores = List.copyOf(chores);
    this.pace = pace;
    this.receivers = new Receivers(Clock.systemUTC(), pace.chores());
    this.outbox = new Outbox(database.owner(), tenant);
    this.carriers = new Carriers(dataDir, pace.patience(), Clock.systemUTC());
  }

  /// Not yet at work.
  ///
  /// @throws IllegalArgumentException if the settings hold a mistake
  public static Dispatcher of(
      Database database, String tenant, Path dataDir, Hours hours, List<Chore> chores)
      throws IOException {
    return new Dispatcher(database, tenant, dataDir, hours, chores, Pace.USUAL);
  }

  /// Works until it is closed, through restarts of the database.
  public synchronized Dispatcher start() {
    runner = Thread.ofVirtual().name("waymark-post").start(this::work);
    return this;
  }

  /// Does what is due now and comes back.
  ///
  /// @return false when another process is at it
  public boolean once() {
    try (Connection turn = database.open()) {
      if (!takeTurn(turn)) {
        return false;
      }
      chores(Instant.now());
      while (isOpen) {
        // asked first: whoever was busy a moment ago may have letters left
        boolean isIdle = receivers.isIdle();
        if (!takeOne()) {
          if (isIdle) {
            break;
          }
          pause(pace.pause());
        }
      }
      return true;
    } catch (SQLException e) {
      throw new Outbox.Away(e);
    }
  }

  public Count count() {
    return new Count(sent.get(), later.get(), failed.get());
  }

  private void work() {
    Duration wait = pace.pause();
    while (isOpen) {
      try (Connection turn = database.open()) {
        wait = pace.pause();
        if (takeTurn(turn)) {
          lead(turn);
        }
      } catch (SQLException | Outbox.Away e) {
        // the database was stopped or killed, or restarts: look again, less and less often
        if (isOpen) {
          database.revive();
        }
        wait = wait.multipliedBy(2).compareTo(Duration.ofSeconds(10)) < 0
            ? wait.multipliedBy(2)
            : Duration.ofSeconds(10);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Letters stopped for a moment: " + e.getMessage());
      }
      pause(wait);
    }
  }

  /// Works as long as the turn is ours.
  private void lead(Connection turn) throws SQLException {
    Instant asked = Instant.now();
    while (isOpen) {
      Instant now = Instant.now();
      if (Duration.between(asked, now).compareTo(Duration.ofSeconds(5)) > 0) {
        if (!turn.isValid(5)) {
          return;
        }
        asked = now;
      }
      carriers.refresh();
      chores(now);
      if (!takeOne()) {
        pause(pace.pause());
      }
    }
  }

  private boolean takeTurn(Connection turn) throws SQLException {
    try (var ask = turn.prepareStatement(
        "select pg_try_advisory_lock(hashtextextended('waymark post ' || ?, 0))")) {
      ask.setString(1, tenant);
      try (var rows = ask.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private void chores(Instant now) {
    if (Duration.between(choresDone, now).compareTo(pace.chores()) < 0) {
      return;
    }
    choresDone = now;
    for (Chore chore : chores) {
      try {
        chore.run(now);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "A chore waits for its next turn: " + e.getMessage());
      }
    }
    outbox.forget(KEPT_DAYS);
  }

  /// How long the text of a sent letter is kept.
  private static final int KEPT_DAYS = 30;

  /// @return whether there was a letter
  private boolean takeOne() {
    Set<String> busy = receivers.busy();
    Set<String> channels = new TreeSet<>(carriers.channels());
    channels.removeAll(busy);
    var letter = outbox.take(pace.lease(), channels, busy);
    letter.ifPresent(taken -> {
      receivers.begin(taken);
      hands.execute(() -> carry(taken));
    });
    return letter.isPresent();
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
        Carrier carrier = carriers.of(letter.channel());
        settle(
            letter,
            carrier == null
                ? new Outcome.Later("The settings name no mail server", null, true)
                : carrier.carry(letter));
      }
    } catch (Outbox.Away e) {
      // the lease runs out, and the letter is taken again
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR, letter + " is taken again: " + e.getClass().getSimpleName());
    } finally {
      receivers.end(letter);
      bell.offer(true);
    }
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
      case Outcome.Later again -> {
        Duration own = pace.backoff().after(letter.attempts(), ThreadLocalRandom.current());
        Duration asked = again.asked();
        Duration wait = asked == null ? own : Backoff.atLeast(own, asked);
        if (again.isReceiverDown()) {
          // others try again soon: it may be back long before this letter's own turn
          receivers.rest(
              letter, asked == null && wait.compareTo(pace.chores()) > 0 ? pace.chores() : wait);
        }
        if (letter.attempts() >= pace.backoff().attempts()) {
          fail(letter, again.reason() + "; given up after " + letter.attempts() + " attempts");
        } else if (outbox.later(letter, wait, again.reason())) {
          later.incrementAndGet();
        }
      }
    }
  }

  private void fail(Letter letter, String reason) {
    if (outbox.failed(letter, reason)) {
      failed.incrementAndGet();
      LOG.log(System.Logger.Level.WARNING, letter + " was not delivered: " + reason);
    }
  }

  /// Ends early when a letter has left a hand, or when the dispatcher closes. Nobody is interrupted
  /// for that: it would break the connection under a worker's hands.
  private void pause(Duration duration) {
    try {
      if (isOpen) {
        bell.poll(duration.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isOpen = false;
    }
  }

  /// Takes no more letters and lets those in hand end; what doesn't is taken again by the next.
  @Override
  public void close() {
    isOpen = false;
    bell.offer(true);
    Thread running = runner;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
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
    carriers.close();
  }
}
