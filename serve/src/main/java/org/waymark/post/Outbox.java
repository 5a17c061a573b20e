package org.waymark.post;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The letters of one district that wait to leave. A worker takes one at a time, for a while:
/// who dies with it in hand gives it back when that time is over.
final class Outbox {

  private final DataSource owner;
  private final String tenant;

  Outbox(DataSource owner, String tenant) {
    this.owner = owner;
    this.tenant = tenant;
  }

  /// What follows the reason of a letter that nobody knows to have arrived.
  static final String IN_DOUBT =
      "; it may have arrived, and is not repeated unless somebody sends it again";

  /// Takes the letter that has waited longest. One that died in a hand after its handover stays.
  ///
  /// @param lease longer than any attempt can take
  /// @param channels those that the settings know how to serve
  /// @param resting receivers that had better be left alone, as `channel recipient`
  Optional<Letter> take(Duration lease, Collection<String> channels, Collection<String> resting) {
    return with(connection -> {
      try (var take = connection.prepareStatement("""
          update ledger.outbox o
          set status = 'sending', attempts = o.attempts + 1, claimed_until = now() + ? * interval '1 millisecond'
          where o.outbox_id = (
            select w.outbox_id from ledger.outbox w
            where w.tenant_id = ? and w.status in ('waiting', 'sending') and w.not_before <= now()
              and (w.status = 'waiting' or w.claimed_until < now() and w.handed_at is null)
              and w.channel = any (?) and not w.channel || ' ' || w.recipient = any (?)
            order by w.not_before, w.outbox_id
            for update skip locked limit 1)
          returning o.outbox_id, o.dedupe_key, o.kind, o.channel, o.recipient, o.person_id, o.subject, o.body,
                    o.attachment_name, o.attachment, o.attempts, o.created_at, o.bundle::text""")) {
        take.setLong(1, lease.toMillis());
        take.setString(2, tenant);
        take.setArray(3, connection.createArrayOf("text", channels.toArray()));
        take.setArray(4, connection.createArrayOf("text", resting.toArray()));
        try (var rows = take.executeQuery()) {
          return rows.next() ? Optional.of(letter(rows)) : Optional.<Letter>empty();
        }
      }
    });
  }

  /// Whether the letter may still go: an account may have been closed, a grant may have ended
  /// since it was written. One letter about many is looked at piece by piece, see [#hidden].
  boolean isStillMeant(Letter letter) {
    return with(connection -> {
      try (var ask = connection.prepareStatement("""
          select o.person_id is null or o.kind in ('reset', 'invite')
                 or exists (select from ledger.person p where p.person_id = o.person_id and p.is_active)
                    and (e.student_id is null
                         or exists (select from access.seers(o.tenant_id, array[e.student_id]) s where s.person_id = o.person_id))
                    -- a week of schools: led now, and none given up since it was written
                    and (o.kind <> 'digest'
                         or exists (select from ledger.grant_scope g
                                    where g.person_id = o.person_id and g.tenant_id = o.tenant_id and g.scope = 'school'
                                      and g.revoked_at is null and (g.ends_on is null or g.ends_on >= current_date))
                            and not exists (select from ledger.grant_scope g
                                    where g.person_id = o.person_id and g.tenant_id = o.tenant_id
                                      and (g.revoked_at > o.created_at
                                           or g.ends_on between o.created_at::date and current_date - 1)))
          from ledger.outbox o left join ledger.episode e on e.episode_id = o.episode_id
          where o.outbox_id = ?""")) {
        ask.setLong(1, letter.id());
        try (var rows = ask.executeQuery()) {
          return rows.next() && rows.getBoolean(1);
        }
      }
    });
  }

  /// The episodes of one letter about many whose students its recipient may no longer see.
  Set<Long> hidden(Letter letter, Bundle bundle) {
    return with(connection -> {
      try (var ask = connection.prepareStatement("""
          with listed as (
            select i.episode_id, e.student_id
            from unnest(?::bigint[]) i(episode_id) left join ledger.episode e on e.episode_id = i.episode_id and e.tenant_id = ?),
          seen as (
            select s.student_id
            from access.seers(?, (select array_agg(l.student_id) from listed l where l.student_id is not null)) s
            where s.person_id = ?)
          select l.episode_id from listed l
          where not exists (select from ledger.episode e where e.episode_id = l.episode_id)
             or l.student_id is not null and l.student_id not in (select s.student_id from seen s)""")) {
        ask.setArray(
            1,
            connection.createArrayOf(
                "bigint",
                bundle.parts().stream()
                    .flatMap(part -> part.items().stream())
                    .map(Bundle.Item::episode)
                    .toArray()));
        ask.setString(2, tenant);
        ask.setString(3, tenant);
        ask.setString(4, letter.personId());
        try (var rows = ask.executeQuery()) {
          Set<Long> hidden = new HashSet<>();
          while (rows.next()) {
            hidden.add(rows.getLong(1));
          }
          return hidden;
        }
      }
    });
  }

  /// Notes that the receiver may have the letter from now on. The lease begins anew.
  ///
  /// @return false when the letter had been taken by another in the meantime
  boolean handOver(Letter letter, Duration lease) {
    return with(connection -> {
      try (var update = connection.prepareStatement(
          "update ledger.outbox set handed_at = now(), claimed_until = now() + ? * interval '1 millisecond' where outbox_id = ? and status = 'sending' and attempts = ?")) {
        update.setLong(1, lease.toMillis());
        update.setLong(2, letter.id());
        update.setInt(3, letter.attempts());
        return update.executeUpdate() == 1;
      }
    });
  }

  /// Puts aside what died in a hand after its handover: it may have arrived.
  ///
  /// @return how many
  int putAside() {
    return with(connection -> {
      try (var update = connection.prepareStatement("""
          update ledger.outbox set status = 'failed', claimed_until = null, last_error = ?
          where tenant_id = ? and status = 'sending' and claimed_until < now() and handed_at is not null""")) {
        update.setString(
            1, "The sending process ended before the receiver's answer was noted" + IN_DOUBT);
        update.setString(2, tenant);
        return update.executeUpdate();
      }
    });
  }

  /// @return false when the letter had been taken by another in the meantime
  boolean sent(Letter letter) {
    return set(letter, "status = 'sent', sent_at = now(), last_error = null", null, null);
  }

  boolean later(Letter letter, Duration wait, String reason) {
    return set(
        letter,
        "status = 'waiting', handed_at = null, last_error = ?, not_before = now() + ? * interval '1 millisecond'",
        reason,
        wait.toMillis());
  }

  /// Puts a letter back that nobody tried to send: that was no attempt.
  boolean postpone(Letter letter, Instant until) {
    long wait = Math.max(1_000, Duration.between(Instant.now(), until).toMillis());
    return set(
        letter,
        "status = 'waiting', attempts = attempts - 1, not_before = now() + ? * interval '1 millisecond'",
        null,
        wait);
  }

  boolean failed(Letter letter, String reason) {
    return set(letter, "status = 'failed', last_error = ?", reason, null);
  }

  /// Blanks what was sent so many days ago; that it was sent stays.
  int forget(int days) {
    return with(connection -> {
      try (var update = connection.prepareStatement(
          "update ledger.outbox set subject = '', body = '', attachment = null, bundle = null where tenant_id = ? and status = 'sent'"
              + " and body <> '' and kind not in ('reset', 'invite') and sent_at < now() - ? * interval '1 day'")) {
        update.setString(1, tenant);
        update.setInt(2, days);
        return update.executeUpdate();
      }
    });
  }

  /// Only while the letter is still in the same hands.
  private boolean set(Letter letter, String change, @Nullable String reason, @Nullable Long wait) {
    return with(connection -> {
      try (var update =
          connection.prepareStatement("update ledger.outbox set claimed_until = null, " + change
              + " where outbox_id = ? and status = 'sending' and attempts = ?")) {
        int next = 1;
        if (reason != null) {
          update.setString(next++, reason.length() <= 200 ? reason : reason.substring(0, 200));
        }
        if (wait != null) {
          update.setLong(next++, wait);
        }
        update.setLong(next++, letter.id());
        update.setInt(next, letter.attempts());
        return update.executeUpdate() == 1;
      }
    });
  }

  private static Letter letter(ResultSet rows) throws SQLException {
    String bundle = rows.getString(13);
    return new Letter(
        rows.getLong(1),
        rows.getString(2),
        rows.getString(3),
        Channel.of(rows.getString(4)),
        rows.getString(5),
        rows.getString(6),
        rows.getString(7),
        rows.getString(8),
        rows.getString(9),
        rows.getBytes(10),
        rows.getInt(11),
        rows.getTimestamp(12).toInstant(),
        bundle == null ? null : Bundle.of(bundle));
  }

  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /// A database that is away is nothing strange to a dispatcher.
  static final class Away extends RuntimeException {
    Away(SQLException cause) {
      super("the ledger is away: " + cause.getMessage(), cause);
    }
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = owner.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new Away(e);
    }
  }
}
