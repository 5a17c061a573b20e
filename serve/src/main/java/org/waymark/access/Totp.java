package org.waymark.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that change every 30 seconds.
///
/// Source: RFC 6238 (TOTP) over RFC 4226 section 5.3 (HOTP), HMAC-SHA-1, 6 digits: what every
/// authenticator app speaks. RFC 6238 section 5.2 advises to accept one step of delay.
final class Totp {
  static final int SECONDS = 30;
  private static final int DELAY = 1;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS);
  }

  /// @param digits 6 in use; the RFC's examples have 8
  static String code(byte[] secret, long step, int digits) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
      return String.format("%0" + digits + "d", number % (int) Math.pow(10, digits));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }

  /// The step whose code was typed: this one, the one before or the one after.
  static OptionalLong match(byte[] secret, String typed, Instant now) {
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - DELAY; step <= step(now) + DELAY; step++) {
      // every code is compared, each in constant time
      if (MessageDigest.isEqual(bytes(code(secret, step, 6)), bytes(typed))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /// As authenticator apps read it: RFC 4648 base 32 without padding.
  static String base32(byte[] secret) {
    var text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : secret) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((buffer >> bits) & 31));
      }
    }
    if (bits > 0) {
      text.append(BASE32.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
