package org.waymark.web;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The app on somebody's phone, written apart from the product's own code.
final class Authenticator {
  private final byte[] secret;

  /// @param typed the key as the page shows it, in base 32
  Authenticator(String typed) {
    String text = typed.replace(" ", "");
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (char letter : text.toCharArray()) {
      held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
      }
    }
    secret = bytes.array();
  }

  String now() throws GeneralSecurityException {
    return in(0);
  }

  /// @param steps how many times 30 seconds from now
  String in(int steps) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret, "HmacSHA1"));
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
        .putLong(Instant.now().getEpochSecond() / 30 + steps)
        .array());
    int offset = hash[19] & 15;
    return "%06d".formatted((ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE) % 1_000_000);
  }
}
