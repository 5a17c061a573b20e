package org.waymark.post;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.waymark.store.Database;

/// A ledger with some people, a mail server, a webhook and a chat, once for all tests.
final class PostOffice {

  static final String SECRET = "a-secret-of-the-tests";

  static final Pace QUICK = new Pace(
      Duration.ofSeconds(3),
      Duration.ofMillis(700),
      Duration.ofMillis(20),
      Duration.ofMillis(200),
      new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 6));

  private static @Nullable PostOffice instance;

  final Path folder;
  final Database database;
  final GreenMail mail;
  final Receiver hook = new Receiver();
  final Receiver chat = new Receiver();
  private int changes;

  private PostOffice(Path folder) throws IOException {
    this.folder = folder;
    database = Database.open(folder, null);
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    execute("""
        insert into ledger.person (person_id, tenant_id, email, display_name, role, is_active) values
          ('tess', 'maple-valley', 'tess@maple.example', 'Tess', 'teacher', true),
          ('ada', 'maple-valley', 'ada@maple.example', 'Ada', 'administrator', true),
          ('otis', 'maple-valley', 'otis@maple.example', 'Otis', 'operator', true),
          ('gone', 'maple-valley', 'gone@maple.example', 'Gone', 'teacher', false)""");
  }

  static synchronized PostOffice open() {
    try {
      if (instance == null) {
        var opened = new PostOffice(Files.createTempDirectory("post-office"));
        instance = opened;
        Runtime.getRuntime().addShutdownHook(new Thread(opened::close));
      }
      return instance;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void close() {
    mail.stop();
    hook.close();
    chat.close();
    database.close();
    try (var files = Files.walk(folder)) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // the system clears its folder of temporary files
    }
  }

  /// An empty outbox and receivers that answer.
  void begin() throws Exception {
    execute("truncate ledger.outbox");
    mail.purgeEmailFromAllMailboxes();
    for (Receiver receiver : List.of(hook, chat)) {
      receiver.behave(Receiver.status(200));
      receiver.forget();
    }
    settings(mail.getSmtp().getPort());
  }

  void settings(int smtp) throws IOException {
    Path file = folder.resolve("waymark.yml");
    Files.writeString(file, """
        tenant: maple-valley
        post: {http_to_this_machine: true}
        mail: {host: 127.0.0.1, port: %d, encryption: none, from: waymark@maple.example}
        endpoints:
          hook: {channel: webhook, url: "%s", secret: %s}
          desk: {channel: ticket, url: "%s", token: token-of-the-desk}
          chat: {channel: slack, url: "%s"}
        """.formatted(smtp, hook.url(), SECRET, hook.url(), chat.url()));
    // the file's time has whole seconds on some disks
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.ofEpochSecond(1_700_000_000 + changes++)));
  }

  Dispatcher dispatcher() {
    try {
      return new Dispatcher(database, "maple-valley", folder, Hours.ALWAYS, List.of(), QUICK);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sends what is due, and comes back.
  void sendOnce() {
    try (var dispatcher = dispatcher()) {
      dispatcher.once();
    }
  }

  void write(String key, String channel, String recipient) {
    execute(
        "insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, subject, body) values ('maple-valley', '"
            + key + "', 'high_risk', '" + channel + "', '" + recipient
            + "', 'News', '{\"letter\":\""
            + key + "\"}')");
  }

  List<String> states() {
    return rows(
        "select status || ' ' || attempts || ' ' || coalesce(last_error, 'null') from ledger.outbox order by outbox_id");
  }

  void until(BooleanSupplier holds) {
    for (int i = 0; i < 1_000; i++) {
      if (holds.getAsBoolean()) {
        return;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("not within 20 seconds; " + states());
  }

  void execute(String sql) {
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String sql) {
    return Long.parseLong(rows(sql).getFirst());
  }

  List<String> rows(String sql) {
    try (Connection connection = database.owner().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The first answer as one person gets it.
  String as(String person, String sql) throws SQLException {
    try (Connection connection = database.web().getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("select access.enter('" + person + "')");
        try (var rows = statement.executeQuery(sql)) {
          rows.next();
          String answer = rows.getString(1);
          rows.close();
          connection.commit();
          return answer;
        }
      }
    }
  }
}
