package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A serving process and the PostgreSQL behind it are killed again and again while people and
/// nights write and letters leave. Then everything that was acknowledged is looked for.
final class KillTrial {
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(5);

  /// So many acknowledgments after a start, before the next kill at work.
  private static final int IN_SWING = 30;

  /// Who dies.
  enum Victim {
    SERVE("serve"),
    POSTGRES("postgres"),
    BOTH("both at once"),
    BACKEND("one postgres process");

    private final String title;

    Victim(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// Of ten kills, so many each, in an order that the seed draws.
  private static final List<Victim> TEN = List.of(
      Victim.SERVE,
      Victim.SERVE,
      Victim.SERVE,
      Victim.SERVE,
      Victim.SERVE,
      Victim.BOTH,
      Victim.BOTH,
      Victim.POSTGRES,
      Victim.POSTGRES,
      Victim.BACKEND);

  private final int kills;
  private final long seed;
  private final Path work;
  private final Random random;
  private final KillReceipts receipts = new KillReceipts();
  private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
  private volatile boolean isOver;

  /// @param work an empty folder
  KillTrial(int kills, long seed, Path work) {
    this.kills = kills;
    this.seed = seed;
    this.work = work;
    this.random = new Random(seed);
  }

  KillReport run() throws IOException, SQLException, InterruptedException {
    try (var receivers = new KillReceivers(seed)) {
      KillDistrict district = KillDistrict.publish(work, receivers, seed);
      try (var server = new KillServer(district.data())) {
        up(server);
        long begun = System.nanoTime();
        var deeds = new KillDeeds(district, server.base());
        List<Thread> writers = new ArrayList<>();
        for (KillDeeds.Kind kind : deeds.all()) {
          writers.add(Thread.ofVirtual().start(() -> write(kind)));
        }
        try {
          killAll(server);
          // a moment of peace, so that the last start is written to as well, by everybody
          up(server);
          Thread.sleep(1_000);
          for (int i = 0; i < 300 && receipts.counts().size() < writers.size(); i++) {
            Thread.sleep(100);
          }
        } finally {
          isOver = true;
        }
        for (Thread writer : writers) {
          writer.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        settle(district, server);
        return new KillReckoning(district, deeds, receipts, receivers, server)
            .report(new KillReport.Course(seed, killed, server.starts(), seconds));
      }
    } finally {
      isOver = true;
    }
  }

  private void killAll(KillServer server) throws IOException, InterruptedException {
    List<Victim> deck = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      if (deck.isEmpty()) {
        deck.addAll(TEN);
        Collections.shuffle(deck, random);
      }
      // a third dies while it starts, the others at work
      if (kill % 3 == 2) {
        Thread.sleep(random.nextInt(4_000));
      } else {
        atWork(server);
        Thread.sleep(random.nextInt(4_000));
      }
      Victim victim = deck.removeLast();
      switch (victim) {
        case SERVE -> server.kill();
        case POSTGRES -> server.killDatabase();
        case BOTH -> {
          server.killDatabase();
          server.kill();
        }
        case BACKEND -> server.killBackend(random);
      }
      killed.merge(victim, 1, Integer::sum);
      server.ensure();
    }
  }

  /// Until everybody is in full swing: right after a start much waits for the first sign-ins.
  private void atWork(KillServer server) throws IOException, InterruptedException {
    up(server);
    int before = receipts.byPeople();
    for (int i = 0; i < 200 && receipts.byPeople() < before + IN_SWING; i++) {
      Thread.sleep(100);
    }
  }

  /// Started again as often as it ends by itself, and answering.
  private static void up(KillServer server) throws IOException, InterruptedException {
    for (int i = 0; i < 10; i++) {
      server.ensure();
      if (server.isReady()) {
        return;
      }
    }
    throw new IOException("serve ended ten times in a row while it started; see " + server.log());
  }

  /// One after the other, until it is over; what fails was not acknowledged.
  private void write(KillDeeds.Kind kind) {
    int number = 1;
    while (!isOver) {
      boolean isDone = false;
      try {
        isDone = kind.deed().isDone(number);
        if (!isDone) {
          receipts.missed(kind.name() + ": no");
        }
      } catch (IOException | SQLException | RuntimeException failed) {
        receipts.missed(
            String.valueOf(failed.getMessage()).startsWith("no ")
                ? kind.name() + ": " + failed.getMessage()
                : failed.getClass().getSimpleName());
      } catch (InterruptedException e) {
        return;
      }
      if (isDone) {
        receipts.done(kind.name(), number);
      }
      if (isDone || !kind.isRepeatable()) {
        number++;
      }
      try {
        Thread.sleep(isDone ? kind.pauseMs() : 150);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Until every letter has found its end. Nobody waits for the pauses between two attempts.
  private static void settle(KillDistrict district, KillServer server)
      throws IOException, SQLException, InterruptedException {
    long until = System.nanoTime() + LONGEST_SETTLING.toNanos();
    while (System.nanoTime() < until) {
      up(server);
      try (Connection connection = OwnPostgres.connect(district.data());
          var statement = connection.createStatement()) {
        statement.execute("update ledger.outbox set not_before = now() where status = 'waiting'");
        try (var rows = statement.executeQuery(
            "select count(*) from ledger.outbox where status in ('waiting', 'sending')")) {
          rows.next();
          if (rows.getInt(1) == 0) {
            return;
          }
        }
      }
      Thread.sleep(1_000);
    }
    // those that still wait are told as lost
  }
}
