package org.waymark.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// How passwords are kept.
final class Passwords {
  /// Argon2id with OWASP's second setting: 19 MiB, two passes, one lane.
  static final PasswordEncoder ARGON = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

  /// A password nobody has: hashing it makes an unknown address cost as much time as a
  /// known one.
  private static final String NOBODY =
      String.valueOf(ARGON.encode(UUID.randomUUID().toString()));

  private Passwords() {}

  /// @param hash null where there is no such account; takes as long, and never matches
  static boolean matches(String password, @Nullable String hash) {
    return ARGON.matches(password, hash == null ? NOBODY : hash) && hash != null;
  }
}
