package org.waymark.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.post.Bundle;
import org.waymark.post.Channel;

/// Letters of one night on their way into the outbox.
final class Outgoing {

  /// @param key what makes the letter one and the same, however often it is written
  /// @param recipient an address, or the name of an endpoint
  /// @param bundle what one letter about many is put together of
  record Letter(
      String key,
      String kind,
      Channel channel,
      String recipient,
      @Nullable String personId,
      @Nullable Long episodeId,
      String subject,
      String body,
      Instant notBefore,
      @Nullable Bundle bundle) {}

  private final List<Letter> letters = new ArrayList<>();

  void add(Letter letter) {
    letters.add(letter);
  }

  /// @return how many had not been written before
  int write(Connection connection, String tenant, String runId, Instant at) throws SQLException {
    int written = 0;
    try (var insert = connection.prepareStatement("""
        insert into ledger.outbox
          (tenant_id, dedupe_key, kind, channel, recipient, person_id, episode_id, run_id, subject, body, created_at, not_before, bundle)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
        on conflict (tenant_id, dedupe_key) do nothing""")) {
      for (Letter letter : letters) {
        insert.setString(1, tenant);
        insert.setString(2, letter.key());
        insert.setString(3, letter.kind());
        insert.setString(4, letter.channel().written());
        insert.setString(5, letter.recipient());
        insert.setString(6, letter.personId());
        insert.setObject(7, letter.episodeId());
        insert.setString(8, runId);
        insert.setString(9, cut(letter.subject(), 200));
        insert.setString(10, letter.body());
        insert.setTimestamp(11, Timestamp.from(at));
        insert.setTimestamp(12, Timestamp.from(letter.notBefore()));
        insert.setString(13, letter.bundle() == null ? null : letter.bundle().json());
        written += insert.executeUpdate();
      }
    }
    return written;
  }

  private static String cut(String text, int most) {
    String oneLine = text.replaceAll("\\s+", " ").strip();
    return oneLine.length() <= most ? oneLine : oneLine.substring(0, most - 1) + "…";
  }
}
