package org.waymark.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// Who is left alone, for how long.
class ReceiversTest {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Watch watch = new Watch();
  private final Receivers receivers = new Receivers(watch, LONGEST);
  private final Letter hook = letter(Channel.WEBHOOK, "hook");
  private final Letter desk = letter(Channel.TICKET, "desk");

  @Test
  void one_failure_rests_nobody_and_from_the_second_on_each_rests_its_receiver_twice_as_long() {
    receivers.rest(hook, null);
    assertThat(receivers.busy()).isEmpty();
    receivers.rest(hook, null);
    assertThat(receivers.busy()).containsExactly("webhook hook");
    watch.now = watch.now.plusMillis(1_001);
    assertThat(receivers.busy()).isEmpty();
    receivers.rest(hook, null);
    watch.now = watch.now.plusMillis(2_900);
    assertThat(receivers.busy()).containsExactly("webhook hook");
  }

  @Test
  void nobody_rests_longer_than_a_round_of_chores_unless_asked_to() {
    for (int i = 0; i < 70; i++) {
      receivers.rest(hook, null);
    }
    receivers.rest(desk, Duration.ofHours(1));
    watch.now = watch.now.plus(LONGEST);
    assertThat(receivers.busy()).containsExactly("ticket desk");
  }

  @Test
  void whoever_answers_is_awake_at_once() {
    receivers.rest(hook, Duration.ofHours(1));
    receivers.wake(hook);
    assertThat(receivers.busy()).isEmpty();
    receivers.rest(hook, null);
    assertThat(receivers.busy()).as("counted from the start again").isEmpty();
  }

  @Test
  void full_hands_are_those_of_one_receiver_and_mail_is_one_receiver_whoever_it_is_for() {
    receivers.begin(hook);
    receivers.begin(hook);
    for (int i = 0; i < 4; i++) {
      receivers.begin(letter(Channel.EMAIL, "person" + i + "@maple.example"));
    }
    receivers.begin(desk);
    assertThat(receivers.busy()).containsExactlyInAnyOrder("webhook hook", "email");
    receivers.end(hook);
    assertThat(receivers.busy()).containsExactly("email");
    assertThat(receivers.isIdle()).isFalse();
  }

  private static Letter letter(Channel channel, String recipient) {
    return new Letter(
        1, "k", "high_risk", channel, recipient, null, "", "", null, null, 1, Instant.EPOCH, null);
  }

  private static final class Watch extends Clock {
    private Instant now = Instant.parse("2026-06-01T07:30:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
