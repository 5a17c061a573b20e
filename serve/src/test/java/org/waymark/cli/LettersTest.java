package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.nightly.Figures;
import org.waymark.post.Receiver;
import org.waymark.store.Database;

/// The real commands and their letters: sent, stopped in the middle, and without a database for a
/// while.
class LettersTest {

  @TempDir
  Path data;

  @Test
  void letters_go_out_with_tell_and_with_serve_which_ends_in_good_order_and_outlives_its_database()
      throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (var hook = new Receiver();
        Database database = Database.open(data, null)) {
      Files.writeString(
          data.resolve("waymark.yml"), """
          tenant: maple-valley
          post: {http_to_this_machine: true}
          mail: {host: 127.0.0.1, port: %d, encryption: none, from: waymark@maple.example}
          endpoints: {hook: {channel: webhook, url: "%s", secret: 0123456789abcdef}}
          """.formatted(mail.getSmtp().getPort(), hook.url()));
      write(database, "m1", "email", "tess@maple.example");
      Said said = Said.by("tell", "--once", "--data", data, "--json").expecting(0);
      assertThat(said.json().path("sent").asInt()).isEqualTo(1);
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(Said.by("tell", "--once", "--data", data).expecting(0).out())
          .isEqualTo("0 sent, 0 to be tried again, 0 given up\n");

      try (Child serve = Child.start(Map.of(), "serve", "--data", data, "--port", "0")) {
        until(() -> out(serve).contains("Waymark is ready"));
        assertThat(Said.by("tell", "--once", "--data", data).expecting(0).out())
            .contains("Another Waymark process sends the letters");
        ProcessHandle.of(
                Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                    .getFirst()))
            .orElseThrow()
            .destroyForcibly();
        // serve starts its database again by itself
        until(() -> write(database, "m2", "email", "tess@maple.example"));
        until(() -> mail.getReceivedMessages().length == 2);

        hook.behave((exchange, body) -> {
          Thread.sleep(1_500);
          exchange.sendResponseHeaders(200, -1);
        });
        write(database, "w1", "webhook", "hook");
        until(() -> !hook.calls().isEmpty());
        serve.stop();
        serve.ended();
        assertThat(
                Figures.texts(database, "select status from ledger.outbox where dedupe_key = 'w1'"))
            .as("a letter in hand is finished and marked before the process ends")
            .containsExactly("sent");
      }
      assertThat(hook.calls()).hasSize(1);
    } finally {
      mail.stop();
    }
  }

  private static boolean write(Database database, String key, String channel, String recipient) {
    try (var connection = database.open();
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, subject, body) values ('maple-valley', '"
              + key + "', 'test', '" + channel + "', '" + recipient
              + "', 'News', '{}') on conflict do nothing");
      return true;
    } catch (java.sql.SQLException e) {
      return false;
    }
  }

  private static String out(Child child) {
    try {
      return child.out();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (holds.getAsBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not within half a minute");
  }
}
