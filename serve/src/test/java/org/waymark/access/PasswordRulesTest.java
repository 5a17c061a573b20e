package org.waymark.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "lantern puddle quince",
        "nur kleine worte reichen",
        "k3!vQ9z#Lm2p",
        "сорок лет без одного года",
        "🦔🦔🌲 hedgehogs in the wood"
      })
  void long_and_uncommon_is_enough_whatever_it_is_made_of(String password) {
    assertThat(trouble(password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "passwordpassword",
        "123456789012",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiopas",
        "Welcome2Welcome",
        "rosa.kim@maplevalley.example",
        "RosaKimRosaKim",
        "maple-valley1",
        "waymarkwaymark",
        "abcabcabcabcabc"
      })
  void what_is_common_or_known_of_the_person_is_refused(String password) {
    assertThat(trouble(password))
        .hasValueSatisfying(said -> assertThat(said).contains("easy to guess"));
  }

  @Test
  void short_and_endless_passwords_are_refused_with_the_number_that_counts() {
    assertThat(trouble("k3!vQ9z#Lm2"))
        .hasValueSatisfying(said -> assertThat(said).contains("11", "12"));
    assertThat(trouble("🦔🦔🦔🦔🦔🦔"))
        .hasValueSatisfying(said -> assertThat(said).contains("6"));
    assertThat(trouble("x7".repeat(101)))
        .hasValueSatisfying(said -> assertThat(said).contains("200"));
    assertThat(trouble("lantern puddle quince ".repeat(9))).isEmpty();
  }

  @Test
  void a_password_opens_however_a_keyboard_composes_its_letters() {
    String hash = Passwords.hash("caf\u00e9 lantern puddle");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.matches("cafe\u0301 lantern puddle", hash)).isTrue();
    assertThat(Passwords.matches("cafe lantern puddle", hash)).isFalse();
    assertThat(Passwords.matches("half a pair \ud83e", hash)).isFalse();
    assertThat(Passwords.matches("whatever", null)).isFalse();
  }

  private static Optional<String> trouble(String password) {
    return PasswordRules.trouble(
        password, "rosa.kim@maplevalley.example", "Rosa Kim", "maple-valley");
  }
}
