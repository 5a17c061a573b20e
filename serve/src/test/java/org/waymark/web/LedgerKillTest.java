package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.cli.Child;
import org.waymark.post.Receiver;
import org.waymark.store.Database;

/// The serving process and the PostgreSQL behind it are killed again and again while people and
/// nights write and letters leave. What was acknowledged stays; no letter acts twice on a receiver
/// that honors its key.
///
/// `./waymark bench kill` runs it with fifty kills.
class LedgerKillTest {

  private static final int KILLS = Integer.getInteger("waymark.ledger.kills", 5);
  private static final long SEED = Long.getLong("waymark.kill.seed", System.nanoTime() & 0xffffff);
  private static final String TENANT = "maple-valley";
  private static final String EMAIL = "ines@maplevalley.example";
  private static final String PASSWORD = "a-long-password-of-the-tests";

  /// How long a letter stays in a dead hand; two minutes in earnest.
  private static final int LEASE_SECONDS = 16;

  private final Random random = new Random(SEED);

  /// What was acknowledged, written down outside of the database.
  private final Set<Integer> letters = ConcurrentHashMap.newKeySet();

  private final Map<Long, Long> looks = new ConcurrentHashMap<>();
  private final AtomicInteger savedLast = new AtomicInteger();
  private final AtomicInteger saves = new AtomicInteger();
  private final AtomicInteger tried = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();

  /// What the receiver did: by key, the letter that it acted on.
  private final Map<String, String> acts = new ConcurrentHashMap<>();

  private final ConcurrentLinkedQueue<String> repeats = new ConcurrentLinkedQueue<>();

  /// What writers ran into, without numbers.
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  private volatile boolean isOver;
  private String person = "";

  @TempDir
  Path data;

  @Test
  void killed_again_and_again_nothing_acknowledged_is_lost_and_no_letter_acts_twice()
      throws Exception {
    System.out.println("LedgerKillTest: " + KILLS + " kills, seed " + SEED
        + " (-Dwaymark.kill.seed=" + SEED + ")");
    int port = freePort();
    int[] killed = new int[3];
    try (var hook = new Receiver();
        Database database = Database.open(data, null)) {
      hook.behave(this::honor);
      prepare(database, hook);
      var writers = List.of(
          Thread.ofVirtual().start(() -> write(() -> writeLetter(database))),
          Thread.ofVirtual().start(() -> write(() -> look(database))),
          Thread.ofVirtual().start(() -> write(() -> save(port))));
      Child serve = serve(port);
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          // a third dies while it starts, the others at work
          if (kill % 3 == 2 || !isReady(serve)) {
            Thread.sleep(random.nextInt(4_000));
          } else {
            Thread.sleep(500 + random.nextInt(5_000));
          }
          int victim = random.nextInt(4);
          if (victim >= 2) {
            killDatabase();
          }
          if (victim != 2) {
            serve.kill();
            serve.close();
          }
          killed[Math.max(0, victim - 1)]++;
          database.revive();
          serve = victim == 2 ? kept(serve, port) : serve(port);
        }
        // in peace: all that is left goes out
        serve = kept(serve, port);
        isReady(serve);
        Thread.sleep(3_000);
        isOver = true;
        for (Thread writer : writers) {
          writer.join();
        }
        serve = settle(database, serve, port);
      } finally {
        isOver = true;
        serve.kill();
        serve.close();
      }
      report(database, hook, killed);
      check(database);
    }
  }

  private void check(Database database) throws SQLException {
    assertThat(letters).as("letters that were acknowledged").isNotEmpty();
    assertThat(looks).as("looks that were acknowledged").isNotEmpty();
    assertThat(saves.get()).as("forms that were acknowledged").isPositive();
    // Each acknowledged letter is there, with what it tells of; what was not acknowledged is there
    // whole or not at all.
    var kept = numbers(database, "select replace(dedupe_key, 'kill|', '')::int from ledger.outbox where kind = 'kill'");
    assertThat(kept).containsAll(letters);
    assertThat(numbers(
            database, "select replace(subject, 'kill ', '')::int from ledger.episode where subject like 'kill %'"))
        .containsExactlyInAnyOrderElementsOf(kept);
    assertThat(numbers(database, "select count(*)::int from ledger.outbox where kind = 'kill' and status <> 'sent'"))
        .containsExactly(0);
    // The receiver acted on each letter exactly once, under one key.
    assertThat(acts.values()).doesNotHaveDuplicates();
    assertThat(acts.values().stream().map(body -> Integer.valueOf(body.replaceAll("[^0-9]", ""))))
        .containsExactlyInAnyOrderElementsOf(kept);
    // The record of who looked has each acknowledged entry, and its chain is whole.
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      for (var look : looks.entrySet()) {
        try (var rows = statement.executeQuery(
            "select student_ids[1] from ledger.audit where entry = " + look.getKey())) {
          assertThat(rows.next()).as("entry " + look.getKey()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(look.getValue());
        }
      }
    }
    assertThat(numbers(database, """
        select count(*)::int from (
          select a.*, lag(hash, 1, '\\x'::bytea) over (order by entry) as before, row_number() over (order by entry) as nth
          from ledger.audit a) as chained
        where entry <> nth or previous <> before
           or hash <> access.audit_hash(previous, tenant_id, entry, at, person_id, role, action, place, student_ids, bonds)"""))
        .containsExactly(0);
    // The form's last acknowledged value, or a later one whose answer a kill took away.
    assertThat(numbers(database, "select replace(query, 'grade=', '')::int from ledger.saved_filter").getFirst())
        .isBetween(savedLast.get(), tried.get());
  }

  private void report(Database database, Receiver hook, int[] killed) {
    System.out.println("LedgerKillTest: not acknowledged: " + failures);
    System.out.println("LedgerKillTest: killed serve " + killed[0] + ", postgres " + killed[1] + ", both "
        + killed[2] + "; acknowledged " + letters.size() + " letters, " + looks.size() + " looks, "
        + saves.get() + " forms; " + hook.calls().size() + " calls for " + acts.size()
        + " letters acted on, " + repeats.size() + " under a key already acted on; serve ended by itself and was started again " + restarts + " times");
  }

  /// Acts once for each key. Refuses some calls before it acts, and takes some answers away after.
  private void honor(HttpExchange exchange, String body) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    int chance = new Random().nextInt(100);
    if (chance < 5) {
      exchange.sendResponseHeaders(500, -1);
      return;
    }
    if (acts.putIfAbsent(key, body) != null) {
      repeats.add(key);
    }
    if (chance < 10) {
      // the connection ends without an answer
      return;
    }
    exchange.sendResponseHeaders(200, -1);
  }

  private interface Deed {
    void run() throws SQLException, IOException, InterruptedException;
  }

  /// Again and again; what fails was not acknowledged.
  private void write(Deed deed) {
    while (!isOver) {
      try {
        deed.run();
        Thread.sleep(50);
      } catch (SQLException | IOException | RuntimeException failed) {
        failures.merge(failed.getClass().getSimpleName() + " " + String.valueOf(failed.getMessage()).lines().findFirst().orElse("").replaceAll("[0-9]+", "N"), 1, Integer::sum);
        try {
          Thread.sleep(200);
        } catch (InterruptedException e) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private final AtomicInteger nextLetter = new AtomicInteger();

  private void writeLetter(Database database) throws SQLException {
    int number = nextLetter.incrementAndGet();
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "insert into ledger.episode (tenant_id, kind, subject, lines, run_id, opened_at) values ('"
              + TENANT + "', 'data_refused', 'kill " + number + "', '[]', 'r1', now())");
      statement.execute(
          "insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, body) values ('"
              + TENANT + "', 'kill|" + number + "', 'kill', 'webhook', 'hook', '{\"letter\": "
              + number + "}')");
      connection.commit();
    }
    letters.add(number);
  }

  private final AtomicLong nextLook = new AtomicLong();

  private void look(Database database) throws SQLException {
    long student = nextLook.incrementAndGet();
    long entry;
    try (Connection connection = database.web().getConnection();
        var statement = connection.createStatement()) {
      // as a page does: the person is named for the transaction alone
      connection.setAutoCommit(false);
      statement.execute("select access.enter('" + person + "')");
      try (var rows = statement.executeQuery(
          "select access.audit('list', '/kill', array[" + student + ", 0]::bigint[])")) {
        rows.next();
        entry = rows.getLong(1);
      }
      connection.commit();
    }
    looks.put(entry, student);
  }

  private Visitor visitor = new Visitor("http://127.0.0.1:1");
  private boolean isSignedIn;

  /// A form of a page, through the killed process itself.
  private void save(int port) throws IOException, InterruptedException {
    try {
      if (!isSignedIn) {
        visitor = new Visitor("http://127.0.0.1:" + port);
        HttpResponse<String> door = visitor.signIn(EMAIL, PASSWORD);
        if (!door.headers().firstValue("Location").orElse("").endsWith("/")) {
          throw new IOException("not signed in: " + door.statusCode());
        }
        isSignedIn = true;
      }
      int number = tried.incrementAndGet();
      HttpResponse<String> answer = visitor.submit("/keys", "/filters", "name=kill&query=grade%3D" + number);
      if (answer.statusCode() == 303 && answer.headers().firstValue("Location").orElse("").contains("filter=saved")) {
        savedLast.set(number);
        saves.incrementAndGet();
      } else {
        isSignedIn = false;
      }
    } catch (IOException gone) {
      isSignedIn = false;
      throw gone;
    }
  }

  private void prepare(Database database, Receiver hook) throws IOException, SQLException {
    Files.writeString(
        data.resolve("waymark.yml"),
        """
        tenant: %s
        sign_in: {second_factor_roles: []}
        post: {http_to_this_machine: true}
        endpoints: {hook: {channel: webhook, url: "%s", secret: 0123456789abcdef}}
        """
            .formatted(TENANT, hook.url()));
    person = new Accounts(database.owner())
        .open(new Accounts.NewAccount(
            TENANT, EMAIL, "Ines Ortiz", PASSWORD, Person.Role.ANALYST, List.of(), null))
        .personId();
  }

  private Child serve(int port) throws IOException {
    return Child.start(
        Map.of("JAVA_TOOL_OPTIONS", "-Dwaymark.post.lease=" + LEASE_SECONDS),
        "serve",
        "--data",
        data,
        "--port",
        port);
  }

  /// Starts the process again where it ended by itself, as the machine's service manager would:
  /// who starts while the database dies says so and ends.
  private Child kept(Child serve, int port) throws IOException, InterruptedException {
    if (!serve.waited(0)) {
      return serve;
    }
    assertThat(serve.err()).contains("waymark: ").doesNotContain("\tat ");
    serve.close();
    restarts.incrementAndGet();
    return serve(port);
  }

  private static boolean isReady(Child serve) throws IOException, InterruptedException {
    for (int i = 0; i < 300 && !serve.waited(100); i++) {
      if (serve.out().contains("Waymark is ready")) {
        return true;
      }
    }
    return false;
  }

  private Child settle(Database database, Child serve, int port) throws Exception {
    Child kept = serve;
    for (int i = 0; i < 600; i++) {
      kept = kept(kept, port);
      if (numbers(
                  database,
                  "select count(*)::int from ledger.outbox where status in ('waiting', 'sending')")
              .getFirst()
          == 0) {
        return kept;
      }
      Thread.sleep(500);
    }
    throw new AssertionError("letters still wait after five minutes of peace: "
        + numbers(database, "select count(*)::int from ledger.outbox group by status order by status")
        + kept.err());
  }

  private void killDatabase() throws IOException {
    Path file = data.resolve("postgres/cluster/postmaster.pid");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (!lines.isEmpty() && lines.getFirst().strip().matches("[0-9]+")) {
      ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static List<Integer> numbers(Database database, String sql) throws SQLException {
    var numbers = new ArrayList<Integer>();
    try (Connection connection = database.open();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
