package org.waymark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /// The shared secret of RFC 6238 appendix B and RFC 4226 appendix D.
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void codes_are_those_of_rfc_6238_appendix_b(long seconds, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)), 8)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
    "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
  })
  void codes_of_six_digits_are_those_of_rfc_4226_appendix_d(long counter, String code) {
    assertThat(Totp.code(SECRET, counter, 6)).isEqualTo(code);
  }

  @Test
  void a_code_of_the_step_before_or_after_is_taken_and_no_older_one() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.step(now);
    for (long around = step - 1; around <= step + 1; around++) {
      assertThat(Totp.match(SECRET, Totp.code(SECRET, around, 6), now)).hasValue(around);
    }
    assertThat(Totp.match(SECRET, Totp.code(SECRET, step - 2, 6), now)).isEmpty();
    assertThat(Totp.match(SECRET, Totp.code(SECRET, step + 2, 6), now)).isEmpty();
    assertThat(Totp.match(SECRET, "", now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void secrets_are_written_in_base_32_of_rfc_4648(String text, String written) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
  }

  @Test
  void a_sealed_secret_opens_with_its_key_for_its_owner_and_untouched_only() {
    Seal seal = new Seal(new SecretKeySpec(new byte[32], "AES"));
    byte[] sealed = seal.close(SECRET, "ana");
    assertThat(seal.open(sealed, "ana")).isEqualTo(SECRET);
    assertThat(sealed).isNotEqualTo(seal.close(SECRET, "ana"));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("1234567890");
    byte[] another = new byte[32];
    another[0] = 1;
    assertThatThrownBy(() -> new Seal(new SecretKeySpec(another, "AES")).open(sealed, "ana"))
        .hasMessageContaining("does not open");
    assertThatThrownBy(() -> seal.open(sealed, "ben")).hasMessageContaining("does not open");
    byte[] touched = Arrays.copyOf(sealed, sealed.length);
    touched[touched.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.open(touched, "ana")).hasMessageContaining("does not open");
    assertThatThrownBy(() -> seal.open(new byte[3], "ana")).hasMessageContaining("unknown kind");
  }
}
