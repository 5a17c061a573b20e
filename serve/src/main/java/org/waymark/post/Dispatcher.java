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
import org.jspecify.annotations.Nullable;
import org.waymark.store.Database;

/// Sends the letters of one district, and does its chores. One at a time, by a lock that the
/// database itself gives up when its holder dies.
///
/// A letter is taken for a while (a lease longer than any attempt), sent, and marked. Killed in
/// between, it goes again when the lease is over, under the same mark, unless its receiver may
/// have it already and could not tell the copy.
public final class Dispatcher implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  /// Something that is due at times, such as the week's digest.
  @FunctionalInterface
  public interface Chore {
    void run(Instant now);
  }

  /// What became of the letters that this dispatcher had in hand.
  public record Count(int sent, int later, int failed) {}

  private final Database database;
  private final String tenant;
  private final List<Chore> chores;
  private final Pace pace;
  private final Outbox outbox;
  private final Carriers carriers;
  private final Receivers receivers;
  private final Hands hands;
  private final Bell bell = new Bell();
  private volatile boolean isOpen = true;
  private @Nullable Thread runner;
  private Instant choresDone = Instant.EPOCH;

  Dispatcher(
      Database database, String tenant, Path dataDir, Hours hours, List<Chore> chores, Pace pace)
      throws IOException {
    this.database = database;
    this.tenant = tenant;
    this.chores = List.copyOf(chores);
    this.pace = pace;
    this.receivers = new Receivers(Clock.systemUTC(), pace.chores());
    this.outbox = new Outbox(database.owner(), tenant);
    this.carriers = new Carriers(dataDir, pace, Clock.systemUTC());
    this.hands = new Hands(outbox, carriers, receivers, hours, pace, bell);
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
    return hands.count();
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
    int aside = outbox.putAside();
    if (aside > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          aside + " letters may have arrived before a process that sent them ended; they wait for"
              + " an administrator");
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
    letter.ifPresent(hands::take);
    return letter.isPresent();
  }

  /// Ends early when a letter has left a hand, or when the dispatcher closes. Nobody is interrupted
  /// for that: it would break the connection under a worker's hands.
  private void pause(Duration duration) {
    if (isOpen && !bell.rings(duration)) {
      isOpen = !Thread.currentThread().isInterrupted();
    }
  }

  /// Takes no more letters and lets those in hand end; what doesn't is taken again by the next.
  @Override
  public void close() {
    isOpen = false;
    bell.ring();
    Thread running = runner;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    hands.close();
    carriers.close();
  }
}
