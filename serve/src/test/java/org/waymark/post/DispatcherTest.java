package org.waymark.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.store.Database;

/// Letters on their way through a real mail server and real endpoints that fail, hang and recover.
class DispatcherTest {

  private static final String SECRET = "a-secret-of-the-tests";
  private static final Pace QUICK = new Pace(
      Duration.ofSeconds(3),
      Duration.ofMillis(700),
      Duration.ofMillis(20),
      Duration.ofMillis(200),
      new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 6));

  @TempDir
  static Path folder;

  private static Database database;
  private static GreenMail mail;
  private static Receiver hook;
  private static Receiver chat;
  private static int changes;

  @BeforeAll
  static void open() throws IOException {
    database = Database.open(folder, null);
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    hook = new Receiver();
    chat = new Receiver();
    execute("""
        insert into ledger.person (person_id, tenant_id, email, display_name, role, is_active) values
          ('tess', 'maple-valley', 'tess@maple.example', 'Tess', 'teacher', true),
          ('ada', 'maple-valley', 'ada@maple.example', 'Ada', 'administrator', true),
          ('otis', 'maple-valley', 'otis@maple.example', 'Otis', 'operator', true),
          ('gone', 'maple-valley', 'gone@maple.example', 'Gone', 'teacher', false)""");
  }

  @AfterAll
  static void close() {
    mail.stop();
    hook.close();
    chat.close();
    database.close();
  }

  @BeforeEach
  void an_empty_outbox_and_receivers_that_answer() throws Exception {
    execute("truncate ledger.outbox");
    mail.purgeEmailFromAllMailboxes();
    for (Receiver receiver : List.of(hook, chat)) {
      receiver.behave(Receiver.status(200));
      receiver.forget();
    }
    settings(mail.getSmtp().getPort());
  }

  @Test
  void a_letter_reaches_the_mail_server_once_under_its_own_message_id() throws Exception {
    write("m1", "email", "tess@maple.example");
    execute(
        "update ledger.outbox set subject = 'Grüße', body = E'Omar Haddad\\nhttps://x', attachment_name = 'week.pdf', attachment = '\\x255044462d'");
    try (var dispatcher = dispatcher()) {
      assertThat(dispatcher.once()).isTrue();
      assertThat(dispatcher.once()).isTrue();
      assertThat(dispatcher.count()).isEqualTo(new Dispatcher.Count(1, 0, 0));
    }
    assertThat(mail.getReceivedMessages()).hasSize(1);
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Grüße");
    assertThat(message.getMessageID()).matches("<[0-9a-f]{32}@maple\\.example>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    var parts = (MimeMultipart) message.getContent();
    assertThat(GreenMailUtil.getBody(parts.getBodyPart(0))).contains("Omar Haddad");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("week.pdf");
    assertThat(states()).containsExactly("sent 1 null");
  }

  @Test
  void a_webhook_is_signed_and_carries_the_key_of_its_letter_and_a_ticket_its_token() {
    write("w1", "webhook", "hook");
    write("t1", "ticket", "desk");
    try (var dispatcher = dispatcher()) {
      dispatcher.once();
    }
    Receiver.Call call = hook.calls().stream()
        .filter(c -> !c.header("Waymark-signature").isEmpty())
        .findFirst()
        .orElseThrow();
    String[] parts = call.header("Waymark-signature").split("[=,]");
    assertThat(parts[3]).isEqualTo(HttpCarrier.signature(SECRET, parts[1] + "." + call.body()));
    assertThat(call.header("Idempotency-key")).matches("[0-9a-f]{32}");
    assertThat(call.body()).isEqualTo("{\"letter\":\"w1\"}");
    Receiver.Call ticket = hook.calls().stream()
        .filter(c -> !c.header("Authorization").isEmpty())
        .findFirst()
        .orElseThrow();
    assertThat(ticket.header("Authorization")).isEqualTo("Bearer token-of-the-desk");
    assertThat(ticket.header("Idempotency-key")).isNotEqualTo(call.header("Idempotency-key"));
  }

  @Test
  void an_endpoint_that_fails_is_tried_again_until_it_recovers() {
    hook.behave(Receiver.status(500));
    write("w1", "webhook", "hook");
    try (var dispatcher = dispatcher().start()) {
      until(() -> hook.calls().size() >= 3);
      hook.behave(Receiver.status(202));
      until(() -> states().getFirst().startsWith("sent"));
    }
    assertThat(hook.calls().stream().map(c -> c.header("Idempotency-key")).distinct())
        .hasSize(1);
    assertThat(count("select attempts from ledger.outbox"))
        .isEqualTo(hook.calls().size());
  }

  @Test
  void an_endpoint_that_hangs_keeps_no_other_letter_waiting_and_gets_its_own_when_it_recovers() {
    hook.behave(Receiver.hangs());
    for (int i = 0; i < 6; i++) {
      write("w" + i, "webhook", "hook");
    }
    for (int i = 0; i < 20; i++) {
      write("c" + i, "slack", "chat");
    }
    long start = System.nanoTime();
    try (var dispatcher = dispatcher().start()) {
      until(() -> chat.calls().size() == 20);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("twenty letters while another endpoint hangs")
          .isLessThan(Duration.ofSeconds(2));
      until(() -> hook.calls().size() >= 2);
      hook.behave(Receiver.status(200));
      until(() -> count("select count(*) from ledger.outbox where status <> 'sent'") == 0);
    }
    assertThat(chat.calls().stream().map(c -> c.header("Idempotency-key")).distinct())
        .hasSize(20);
  }

  @Test
  void whoever_asks_for_patience_gets_it() {
    hook.behave(Receiver.status(429, "Retry-After", "2"));
    write("w1", "webhook", "hook");
    write("w2", "webhook", "hook");
    try (var dispatcher = dispatcher().start()) {
      until(() -> hook.calls().size() >= 1);
      hook.behave(Receiver.status(200));
      until(() -> count("select count(*) from ledger.outbox where status <> 'sent'") == 0);
    }
    List<Receiver.Call> calls = hook.calls();
    Instant asked =
        calls.stream().map(Receiver.Call::at).min(Instant::compareTo).orElseThrow();
    assertThat(
            calls.stream().map(Receiver.Call::at).filter(at -> at.isAfter(asked.plusMillis(300))))
        .isNotEmpty()
        .allMatch(at -> Duration.between(asked, at).toMillis() >= 1_900);
  }

  @Test
  void a_letter_is_given_up_in_the_end_and_an_administrator_sends_it_again() throws Exception {
    hook.behave(Receiver.status(503));
    write("w1", "webhook", "hook");
    write("w2", "webhook", "hook");
    try (var dispatcher = dispatcher().start()) {
      until(() -> count("select count(*) from ledger.outbox where status = 'failed'") == 2);
      assertThat(states().getFirst())
          .isEqualTo("failed 6 The endpoint answered 503; given up after 6 attempts");
      hook.behave(Receiver.status(200));
      long letter = count("select min(outbox_id) from ledger.outbox");
      assertThat(as("otis", "select access.send_again(" + letter + ")")).isEqualTo("f");
      assertThat(as("tess", "select access.send_again(" + letter + ")")).isEqualTo("f");
      assertThat(as("ada", "select access.send_again(" + letter + ")")).isEqualTo("t");
      until(() -> count("select count(*) from ledger.outbox where status = 'sent'") == 1);
    }
    assertThat(count("select count(*) from ledger.outbox where status = 'failed'"))
        .isEqualTo(1);
  }

  @Test
  void an_answer_that_will_not_change_is_told_at_once() {
    hook.behave(Receiver.status(301, "Location", chat.url()));
    write("w1", "webhook", "hook");
    write("x1", "webhook", "no-longer-there");
    try (var dispatcher = dispatcher()) {
      dispatcher.once();
    }
    assertThat(states())
        .containsExactlyInAnyOrder(
            "failed 1 The endpoint answered 301; redirects are not followed",
            "failed 1 The settings name no such endpoint any more");
    assertThat(chat.calls()).as("nobody is led elsewhere").isEmpty();
  }

  @Test
  void an_answer_without_end_is_not_read() {
    hook.behave(Receiver.endless());
    write("w1", "webhook", "hook");
    long start = System.nanoTime();
    try (var dispatcher = dispatcher()) {
      dispatcher.once();
    }
    assertThat(states()).containsExactly("sent 1 null");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void a_letter_in_a_dead_hand_is_taken_again_under_the_same_key() {
    write("w1", "webhook", "hook");
    execute(
        "update ledger.outbox set status = 'sending', attempts = 1, claimed_until = now() + interval '700 milliseconds'");
    try (var dispatcher = dispatcher()) {
      dispatcher.once();
      assertThat(hook.calls()).as("still in the other's hand").isEmpty();
      until(() -> {
        dispatcher.once();
        return !hook.calls().isEmpty();
      });
    }
    assertThat(states()).containsExactly("sent 2 null");
  }

  @Test
  void one_dispatcher_works_at_a_time_and_the_next_takes_over_when_it_ends() {
    try (var second = dispatcher()) {
      try (var first = dispatcher().start()) {
        write("w1", "webhook", "hook");
        until(() -> first.count().sent() == 1);
        assertThat(second.once()).isFalse();
        second.start();
        write("w2", "webhook", "hook");
        until(() -> hook.calls().size() == 2);
        assertThat(second.count().sent()).isZero();
      }
      write("w3", "webhook", "hook");
      until(() -> second.count().sent() == 1);
    }
    assertThat(hook.calls()).hasSize(3);
  }

  @Test
  void who_was_closed_out_since_gets_nothing_and_quiet_hours_hold_to_the_last() {
    write("g1", "email", "gone@maple.example");
    execute("update ledger.outbox set person_id = 'gone'");
    write("q1", "email", "tess@maple.example");
    write("r1", "email", "tess@maple.example");
    execute("update ledger.outbox set person_id = 'tess' where dedupe_key <> 'g1'");
    execute("update ledger.outbox set kind = 'reset' where dedupe_key = 'r1'");
    Hours night = (kind, person, now) -> kind.equals("reset") ? now : now.plusSeconds(3600);
    execute("update ledger.person set is_active = true where person_id = 'gone'");
    execute("update ledger.person set is_active = false where person_id = 'gone'");
    try (var dispatcher = new Dispatcher(
        database,
        "maple-valley",
        folder,
        (kind, person, now) -> person.equals("gone") ? now : night.next(kind, person, now),
        List.of(),
        QUICK)) {
      dispatcher.once();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(
            rows(
                "select dedupe_key || ' ' || status || ' ' || attempts || ' ' || (not_before > now() + interval '59 minutes') from ledger.outbox order by 1"))
        .containsExactly("g1 failed 1 false", "q1 waiting 0 true", "r1 sent 1 false");
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void a_mail_server_that_refuses_for_good_for_now_and_not_at_all() throws Exception {
    try (var refusing = new RefusingMailServer("550 no such user <tess@maple.example>")) {
      settings(refusing.port());
      write("m1", "email", "tess@maple.example");
      try (var dispatcher = dispatcher()) {
        dispatcher.once();
      }
      assertThat(states())
          .containsExactly("failed 1 The mail server refused the letter for good (550)");
    }
    execute("truncate ledger.outbox");
    try (var busy = new RefusingMailServer("451 try later")) {
      settings(busy.port());
      write("m1", "email", "tess@maple.example");
      try (var dispatcher = dispatcher()) {
        dispatcher.once();
      }
      assertThat(states())
          .containsExactly("waiting 1 The mail server refused the letter for now (451)");
      settings(mail.getSmtp().getPort());
      try (var dispatcher = dispatcher().start()) {
        until(() -> mail.getReceivedMessages().length == 1);
      }
    }
  }

  @Test
  void a_mail_server_that_is_away_is_found_again_without_a_restart() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    settings(port);
    for (int i = 0; i < 12; i++) {
      write("m" + i, "email", "tess@maple.example");
    }
    try (var dispatcher = dispatcher().start()) {
      until(() -> count("select count(*) from ledger.outbox where last_error is not null") > 0);
      settings(mail.getSmtp().getPort());
      until(() -> mail.getReceivedMessages().length == 12);
    }
    assertThat(count("select count(*) from ledger.outbox where status = 'failed'"))
        .isZero();
  }

  @Test
  void a_letter_without_a_mail_server_waits() throws Exception {
    Files.writeString(folder.resolve("waymark.yml"), "tenant: maple-valley\n");
    write("m1", "email", "tess@maple.example");
    try (var dispatcher = dispatcher()) {
      dispatcher.once();
    }
    assertThat(states()).containsExactly("waiting 0 null");
  }

  @Test
  void the_settings_refuse_what_could_leak() {
    for (String yaml : List.of(
        "endpoints: {a: {channel: webhook, url: 'http://hook.example/x', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'http://127.0.0.1/x', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'https://u:p@hook.example/x', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'file:///etc/passwd', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'https://hook.example/x', secret: short}}",
        "mail: {host: mail.example, from: a@b.example, encryption: none}",
        "mail: {host: mail.example, from: a@b.example, passwort: hunter2hunter2}")) {
      assertThatThrownBy(
              () -> PostSettings.of(org.waymark.settings.SettingsFile.parse(yaml), folder))
          .as(yaml)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("waymark.yml")
          .hasMessageNotContainingAny("hunter2", "0123456789abcdef", "u:p");
    }
  }

  private static void settings(int smtp) throws IOException {
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

  private static Dispatcher dispatcher() {
    try {
      return new Dispatcher(database, "maple-valley", folder, Hours.ALWAYS, List.of(), QUICK);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(String key, String channel, String recipient) {
    execute(
        "insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, subject, body) values ('maple-valley', '"
            + key + "', 'high_risk', '" + channel + "', '" + recipient
            + "', 'News', '{\"letter\":\""
            + key + "\"}')");
  }

  private static List<String> states() {
    return rows(
        "select status || ' ' || attempts || ' ' || coalesce(last_error, 'null') from ledger.outbox order by outbox_id");
  }

  private static void until(BooleanSupplier holds) {
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

  private static void execute(String sql) {
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(String sql) {
    return Long.parseLong(rows(sql).getFirst());
  }

  private static List<String> rows(String sql) {
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

  private static String as(String person, String sql) throws SQLException {
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

  /// Speaks just enough SMTP to refuse every recipient.
  private static final class RefusingMailServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    RefusingMailServer(String answer) throws IOException {
      Thread.ofVirtual().start(() -> {
        while (!socket.isClosed()) {
          try (var caller = socket.accept();
              var in = new BufferedReader(
                  new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))) {
            var out = caller.getOutputStream();
            out.write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
              String said = line.startsWith("RCPT")
                  ? answer
                  : line.startsWith("QUIT") ? "221 bye" : "250 fine";
              out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
          } catch (IOException closed) {
            // the caller left, or the test is over
          }
        }
      });
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
