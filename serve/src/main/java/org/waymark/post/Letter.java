package org.waymark.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One row of the outbox, in the hands of one worker.
///
/// @param attempts how often it was taken up, this time included
/// @param createdAt when it was written; a letter carries this day, however late it leaves
/// @param bundle for one letter about many, what it is put together of
record Letter(
    long id,
    String key,
    String kind,
    Channel channel,
    String recipient,
    @Nullable String personId,
    String subject,
    String body,
    @Nullable String attachmentName,
    byte @Nullable [] attachment,
    int attempts,
    Instant createdAt,
    @Nullable Bundle bundle) {

  /// The same with the pieces that are left.
  Letter about(Bundle left) {
    return new Letter(
        id,
        key,
        kind,
        channel,
        recipient,
        personId,
        left.subject(),
        left.body(),
        attachmentName,
        attachment,
        attempts,
        createdAt,
        left);
  }

  /// Whether it goes again when nobody knows if it arrived: its receiver can tell the copy, or a
  /// copy does no harm because it holds a link that opens a door once.
  boolean mayGoAgain() {
    return channel.knowsCopies() || kind.equals("reset") || kind.equals("invite");
  }

  /// What a receiver knows it by: the same for every attempt, and it tells nothing of whom the
  /// letter is about.
  String mark() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Without what is in it and to whom it goes.
  @Override
  public String toString() {
    return channel.written() + " letter " + id + " (" + kind + ")";
  }
}
