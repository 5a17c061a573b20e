package org.waymark.risk.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of all that a model could learn from: same rows, same fingerprint.
final class Fingerprint {
  private Fingerprint() {}

  static String of(Lessons lessons) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join(",", lessons.inputs().features())
          .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      int width = lessons.inputs().features().size();
      ByteBuffer row = ByteBuffer.allocate(8 + 4 + 1 + 4 * width);
      for (int i = 0; i < lessons.rows(); i++) {
        row.clear();
        row.putLong(lessons.student()[i]).putInt(lessons.target()[i]).put((byte)
            (lessons.outcome()[i] ? 1 : 0));
        for (int j = 0; j < width; j++) {
          row.putFloat(lessons.inputs().value(i, j));
        }
        digest.update(row.array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
