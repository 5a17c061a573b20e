package org.waymark.post;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A letter that its receiver may have goes again only where the receiver can tell the copy.
class InDoubtTest {

  private final PostOffice post = PostOffice.open();

  @BeforeEach
  void an_empty_outbox_and_receivers_that_answer() throws Exception {
    post.begin();
  }

  @Test
  void a_mail_server_that_takes_a_letter_and_says_nothing_gets_it_once() throws Exception {
    for (String end : List.of(ScriptedMailServer.SILENCE, ScriptedMailServer.HANGS_UP)) {
      post.begin();
      try (var server = new ScriptedMailServer(".", end)) {
        post.settings(server.port());
        post.write("m1", "email", "tess@maple.example");
        post.sendOnce();
        post.sendOnce();
        assertThat(server.letters()).isEqualTo(1);
        assertThat(post.states())
            .containsExactly("failed 1 The mail server took the letter and did not say so in time"
                + Outbox.IN_DOUBT);
      }
    }
  }

  @Test
  void a_mail_server_that_looks_through_a_letter_for_a_while_is_waited_for() throws Exception {
    try (var server = new ScriptedMailServer(".", ScriptedMailServer.SLOW_YES)) {
      post.settings(server.port());
      post.write("m1", "email", "tess@maple.example");
      post.sendOnce();
      assertThat(server.letters()).isEqualTo(1);
      assertThat(post.states()).containsExactly("sent 1 null");
    }
  }

  @Test
  void a_mail_server_that_hangs_before_the_end_of_a_letter_gets_it_again() throws Exception {
    try (var server = new ScriptedMailServer("DATA", ScriptedMailServer.HANGS_UP)) {
      post.settings(server.port());
      post.write("m1", "email", "tess@maple.example");
      post.sendOnce();
      assertThat(server.letters()).isZero();
      assertThat(post.states())
          .containsExactly("waiting 1 The mail server can't be reached or did not answer in time");
      post.settings(post.mail.getSmtp().getPort());
      try (var dispatcher = post.dispatcher().start()) {
        post.until(() -> post.mail.getReceivedMessages().length == 1);
      }
    }
  }

  @Test
  void how_a_mail_server_says_goodbye_changes_nothing() throws Exception {
    try (var server = new ScriptedMailServer("QUIT", ScriptedMailServer.HANGS_UP)) {
      post.settings(server.port());
      post.write("m1", "email", "tess@maple.example");
      post.sendOnce();
      assertThat(server.letters()).isEqualTo(1);
      assertThat(post.states()).containsExactly("sent 1 null");
    }
  }

  @Test
  void a_letter_whose_handover_can_not_be_noted_is_not_sent() throws Exception {
    try (var server = new ScriptedMailServer("none", "")) {
      var mail = new PostSettings.Mail(
          "127.0.0.1", server.port(), "none", "", "", "waymark@maple.example");
      var letter = new Letter(
          1,
          "m1",
          "high_risk",
          Channel.EMAIL,
          "tess@maple.example",
          null,
          "",
          "",
          null,
          null,
          1,
          EPOCH,
          null);
      Outcome outcome = new MailCarrier(mail, Duration.ofSeconds(2), Duration.ofSeconds(2))
          .carry(letter, () -> {
            throw new IOException("The ledger went away");
          });
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      assertThat(server.letters()).isZero();
      assertThat(new MailCarrier(mail, Duration.ofSeconds(2), Duration.ofSeconds(2))
              .carry(letter, () -> {}))
          .isInstanceOf(Outcome.Delivered.class);
      assertThat(server.letters()).isEqualTo(1);
    }
  }

  @Test
  void the_handover_is_noted_only_by_the_hand_that_has_the_letter() {
    post.write("m1", "email", "tess@maple.example");
    var outbox = new Outbox(post.database.owner(), "maple-valley");
    Letter first =
        outbox.take(Duration.ofMillis(1), List.of("email"), List.of()).orElseThrow();
    post.until(
        () -> post.count("select count(*) from ledger.outbox where claimed_until < now()") == 1);
    Letter second =
        outbox.take(Duration.ofSeconds(9), List.of("email"), List.of()).orElseThrow();
    Duration lease = Duration.ofMinutes(1);
    assertThat(outbox.handOver(first, lease)).isFalse();
    assertThat(outbox.handOver(second, lease)).isTrue();
  }

  @Test
  void whoever_dies_after_the_handover_leaves_a_letter_that_waits_for_an_administrator()
      throws Exception {
    post.write("m1", "email", "tess@maple.example");
    post.write("c1", "slack", "chat");
    post.write("w1", "webhook", "hook");
    post.write("r1", "email", "tess@maple.example");
    post.execute("update ledger.outbox set kind = 'invite' where dedupe_key = 'r1'");
    // as a killed process leaves them: those that may go again are never marked
    post.execute(
        "update ledger.outbox set status = 'sending', attempts = 1, claimed_until = now() - interval '1 second', handed_at = case when dedupe_key in ('m1', 'c1') then now() end");
    post.sendOnce();
    assertThat(post.rows("select dedupe_key || ' ' || status from ledger.outbox order by 1"))
        .containsExactly("c1 failed", "m1 failed", "r1 sent", "w1 sent");
    assertThat(post.rows("select distinct last_error from ledger.outbox where status = 'failed'"))
        .containsExactly(
            "The sending process ended before the receiver's answer was noted" + Outbox.IN_DOUBT);
    long letter = post.count("select outbox_id from ledger.outbox where dedupe_key = 'm1'");
    assertThat(post.as("ada", "select access.send_again(" + letter + ")")).isEqualTo("t");
    post.sendOnce();
    assertThat(post.mail.getReceivedMessages()).hasSize(2);
    assertThat(post.chat.calls()).isEmpty();
  }

  @Test
  void a_chat_that_hangs_gets_a_message_once_and_one_that_is_away_or_fails_gets_it_again() {
    post.chat.behave(Receiver.hangs());
    post.write("c1", "slack", "chat");
    post.sendOnce();
    assertThat(post.states())
        .containsExactly(
            "failed 1 The endpoint did not answer in time, or hung up" + Outbox.IN_DOUBT);
    post.execute("truncate ledger.outbox");
    post.chat.behave(Receiver.status(503));
    post.write("c2", "slack", "chat");
    post.sendOnce();
    assertThat(post.states()).containsExactly("waiting 1 The endpoint answered 503");
    post.chat.behave(Receiver.status(200));
    try (var dispatcher = post.dispatcher().start()) {
      post.until(() -> post.states().getFirst().startsWith("sent"));
    }
  }
}
