package org.waymark.access;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// How passwords are kept.
final class Passwords {
  /// Argon2id with OWASP's second setting: 19 MiB, two passes, one lane.
  private static final PasswordEncoder ARGON = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

  /// Each hash under way holds 19 MiB: a crowd at the door waits instead of filling the heap.
  private static final Semaphore AT_ONCE = new Semaphore(4, true);

  /// A password nobody has: hashing it makes an unknown address cost as much time as a
  /// known one.
  private static final String NOBODY = hash(UUID.randomUUID().toString());

  private Passwords() {}

  static String hash(String password) {
    AT_ONCE.acquireUninterruptibly();
    try {
      return String.valueOf(ARGON.encode(plain(password)));
    } finally {
      AT_ONCE.release();
    }
  }

  /// @param hash null where there is no such account; takes as long, and never matches
  static boolean matches(String password, @Nullable String hash) {
    AT_ONCE.acquireUninterruptibly();
    try {
      return ARGON.matches(plain(password), hash == null ? NOBODY : hash) && hash != null;
    } finally {
      AT_ONCE.release();
    }
  }

  /// The same letters however a keyboard composes them (NIST SP 800-63B asks for normalization),
  /// and nothing that is no letter: half a surrogate pair.
  private static String plain(String password) {
    byte[] bytes =
        Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
