package org.waymark.alerts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.waymark.post.Channel;

/// Keys that fit their column and stay different.
final class Keys {

  private Keys() {}

  /// tenant|kind|subject|episode|recipient|channel
  static String of(String tenant, NewsKind kind, String about, String recipient, Channel channel) {
    String key =
        tenant + "|" + kind.written() + "|" + about + "|" + recipient + "|" + channel.written();
    return fitting(key, 300);
  }

  /// The text itself, or its beginning with the hash of the whole.
  static String fitting(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return text.substring(0, most - 65) + "#" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
