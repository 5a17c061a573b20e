package org.waymark.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Random values that open something, and the hash that the ledger keeps in their place.
///
/// They have 80 random bits or more, so a plain hash is enough: nobody can try them all.
final class Digest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Digest() {}

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /// 256 random bits, fit for an address.
  static String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
  }
}
