package org.waymark.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Letters on their way to real endpoints that fail, hang and recover.
class DispatcherTest {

  private final PostOffice post = PostOffice.open();

  @BeforeEach
  void an_empty_outbox_and_receivers_that_answer() throws Exception {
    post.begin();
  }

  @Test
  void a_webhook_is_signed_and_carries_the_key_of_its_letter_and_a_ticket_its_token() {
    post.write("w1", "webhook", "hook");
    post.write("t1", "ticket", "desk");
    try (var dispatcher = post.dispatcher()) {
      dispatcher.once();
    }
    Receiver.Call call = post.hook.calls().stream()
        .filter(c -> !c.header("Waymark-signature").isEmpty())
        .findFirst()
        .orElseThrow();
    String[] parts = call.header("Waymark-signature").split("[=,]");
    assertThat(parts[3])
        .isEqualTo(HttpCarrier.signature(PostOffice.SECRET, parts[1] + "." + call.body()));
    assertThat(call.header("Idempotency-key")).matches("[0-9a-f]{32}");
    assertThat(call.body()).isEqualTo("{\"letter\":\"w1\"}");
    Receiver.Call ticket = post.hook.calls().stream()
        .filter(c -> !c.header("Authorization").isEmpty())
        .findFirst()
        .orElseThrow();
    assertThat(ticket.header("Authorization")).isEqualTo("Bearer token-of-the-desk");
    assertThat(ticket.header("Idempotency-key")).isNotEqualTo(call.header("Idempotency-key"));
  }

  @Test
  void an_endpoint_that_fails_is_tried_again_until_it_recovers() {
    post.hook.behave(Receiver.status(500));
    post.write("w1", "webhook", "hook");
    try (var dispatcher = post.dispatcher().start()) {
      post.until(() -> post.hook.calls().size() >= 3);
      post.hook.behave(Receiver.status(202));
      post.until(() -> post.states().getFirst().startsWith("sent"));
    }
    assertThat(post.hook.calls().stream().map(c -> c.header("Idempotency-key")).distinct())
        .hasSize(1);
    assertThat(post.count("select attempts from ledger.outbox"))
        .isEqualTo(post.hook.calls().size());
  }

  @Test
  void an_endpoint_that_hangs_keeps_no_other_letter_waiting_and_gets_its_own_when_it_recovers() {
    post.hook.behave(Receiver.hangs());
    for (int i = 0; i < 6; i++) {
      post.write("w" + i, "webhook", "hook");
    }
    for (int i = 0; i < 20; i++) {
      post.write("c" + i, "slack", "chat");
    }
    long start = System.nanoTime();
    try (var dispatcher = post.dispatcher().start()) {
      post.until(() -> post.chat.calls().size() == 20);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("twenty letters while another endpoint hangs")
          .isLessThan(Duration.ofSeconds(2));
      post.until(() -> post.hook.calls().size() >= 2);
      post.hook.behave(Receiver.status(200));
      post.until(
          () -> post.count("select count(*) from ledger.outbox where status <> 'sent'") == 0);
    }
    assertThat(post.chat.calls().stream().map(c -> c.header("Idempotency-key")).distinct())
        .hasSize(20);
  }

  @Test
  void whoever_asks_for_patience_gets_it() {
    post.hook.behave(Receiver.status(429, "Retry-After", "2"));
    post.write("w1", "webhook", "hook");
    post.write("w2", "webhook", "hook");
    try (var dispatcher = post.dispatcher().start()) {
      post.until(() -> post.hook.calls().size() >= 1);
      post.hook.behave(Receiver.status(200));
      post.until(
          () -> post.count("select count(*) from ledger.outbox where status <> 'sent'") == 0);
    }
    List<Receiver.Call> calls = post.hook.calls();
    Instant asked =
        calls.stream().map(Receiver.Call::at).min(Instant::compareTo).orElseThrow();
    assertThat(
            calls.stream().map(Receiver.Call::at).filter(at -> at.isAfter(asked.plusMillis(300))))
        .isNotEmpty()
        .allMatch(at -> Duration.between(asked, at).toMillis() >= 1_900);
  }

  @Test
  void a_letter_is_given_up_in_the_end_and_an_administrator_sends_it_again() throws Exception {
    post.hook.behave(Receiver.status(503));
    post.write("w1", "webhook", "hook");
    post.write("w2", "webhook", "hook");
    try (var dispatcher = post.dispatcher().start()) {
      post.until(
          () -> post.count("select count(*) from ledger.outbox where status = 'failed'") == 2);
      assertThat(post.states().getFirst())
          .isEqualTo("failed 6 The endpoint answered 503; given up after 6 attempts");
      post.hook.behave(Receiver.status(200));
      long letter = post.count("select min(outbox_id) from ledger.outbox");
      assertThat(post.as("tess", "select access.send_again(" + letter + ")")).isEqualTo("f");
      assertThat(post.as("ada", "select access.send_again(" + letter + ")")).isEqualTo("t");
      post.until(() -> post.count("select count(*) from ledger.outbox where status = 'sent'") == 1);
    }
    assertThat(post.count("select count(*) from ledger.outbox where status = 'failed'"))
        .isEqualTo(1);
  }

  @Test
  void an_answer_that_will_not_change_is_told_at_once() {
    post.hook.behave(Receiver.status(301, "Location", post.chat.url()));
    post.write("w1", "webhook", "hook");
    post.write("x1", "webhook", "no-longer-there");
    try (var dispatcher = post.dispatcher()) {
      dispatcher.once();
    }
    assertThat(post.states())
        .containsExactlyInAnyOrder(
            "failed 1 The endpoint answered 301; redirects are not followed",
            "failed 1 The settings name no such endpoint any more");
    assertThat(post.chat.calls()).as("nobody is led elsewhere").isEmpty();
  }

  @Test
  void an_answer_without_end_is_not_read() {
    post.hook.behave(Receiver.endless());
    post.write("w1", "webhook", "hook");
    long start = System.nanoTime();
    try (var dispatcher = post.dispatcher()) {
      dispatcher.once();
    }
    assertThat(post.states()).containsExactly("sent 1 null");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void a_letter_in_a_dead_hand_is_taken_again_under_the_same_key() {
    post.write("w1", "webhook", "hook");
    post.execute(
        "update ledger.outbox set status = 'sending', attempts = 1, claimed_until = now() + interval '700 milliseconds'");
    try (var dispatcher = post.dispatcher()) {
      dispatcher.once();
      assertThat(post.hook.calls()).as("still in the other's hand").isEmpty();
      post.until(() -> {
        dispatcher.once();
        return !post.hook.calls().isEmpty();
      });
    }
    assertThat(post.states()).containsExactly("sent 2 null");
  }

  @Test
  void one_dispatcher_works_at_a_time_and_the_next_takes_over_when_it_ends() {
    try (var second = post.dispatcher()) {
      try (var first = post.dispatcher().start()) {
        post.write("w1", "webhook", "hook");
        post.until(() -> first.count().sent() == 1);
        assertThat(second.once()).isFalse();
        second.start();
        post.write("w2", "webhook", "hook");
        post.until(() -> post.hook.calls().size() == 2);
        assertThat(second.count().sent()).isZero();
      }
      post.write("w3", "webhook", "hook");
      post.until(() -> second.count().sent() == 1);
    }
    assertThat(post.hook.calls()).hasSize(3);
  }

  @Test
  void who_was_closed_out_since_gets_nothing_and_quiet_hours_hold_to_the_last() {
    post.write("g1", "email", "gone@maple.example");
    post.execute("update ledger.outbox set person_id = 'gone'");
    post.write("q1", "email", "tess@maple.example");
    post.write("r1", "email", "tess@maple.example");
    post.execute("update ledger.outbox set person_id = 'tess' where dedupe_key <> 'g1'");
    post.execute("update ledger.outbox set kind = 'reset' where dedupe_key = 'r1'");
    Hours night = (kind, person, now) -> kind.equals("reset") ? now : now.plusSeconds(3600);
    post.execute("update ledger.person set is_active = true where person_id = 'gone'");
    post.execute("update ledger.person set is_active = false where person_id = 'gone'");
    try (var dispatcher = new Dispatcher(
        post.database,
        "maple-valley",
        post.folder,
        (kind, person, now) -> person.equals("gone") ? now : night.next(kind, person, now),
        List.of(),
        PostOffice.QUICK)) {
      dispatcher.once();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(
            post.rows(
                "select dedupe_key || ' ' || status || ' ' || attempts || ' ' || (not_before > now() + interval '59 minutes') from ledger.outbox order by 1"))
        .containsExactly("g1 failed 1 false", "q1 waiting 0 true", "r1 sent 1 false");
    assertThat(post.mail.getReceivedMessages()).hasSize(1);
  }
}
