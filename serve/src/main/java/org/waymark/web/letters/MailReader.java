package org.waymark.web.letters;

import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.letters.Mail.Letter;
import org.waymark.web.letters.Mail.Night;
import org.waymark.web.letters.Mail.State;

/// Reads the outbox, as far as the person may.
public final class MailReader {
  static final int MOST = 50;

  private static final int NIGHTS = 10;

  private MailReader() {}

  private record Counted(String status, long letters) {}

  /// How many letters could not be delivered.
  public static long failed(JdbcClient rows) {
    return counts(rows).getOrDefault(State.FAILED, 0L);
  }

  private static Map<State, Long> counts(JdbcClient rows) {
    var counts = new EnumMap<State, Long>(State.class);
    rows.sql("""
            select status, count(*) as letters from ledger.outbox
            where status <> 'sent' or sent_at > now() - interval '7 days' group by status
            """)
        .query(Records.of(Counted.class))
        .list()
        .forEach(it -> State.of(it.status()).ifPresent(state -> counts.put(state, it.letters())));
    return counts;
  }

  /// @param state null for those that failed, or else those that wait
  /// @param before the letter that the page before ended with
  static Mail read(
      JdbcClient rows,
      @Nullable State state,
      @Nullable Long before,
      boolean withoutMail,
      String notice) {
    Map<State, Long> counts = counts(rows);
    State shown = state != null
        ? state
        : counts.getOrDefault(State.FAILED, 0L) > 0 ? State.FAILED : State.WAITING;
    List<Letter> letters = letters(rows, shown, before == null ? Long.MAX_VALUE : before);
    boolean isMore = letters.size() > MOST;
    List<Letter> page = letters.subList(0, Math.min(MOST, letters.size()));
    return new Mail(
        Mail.title(counts),
        shown,
        counts,
        page,
        isMore ? page.getLast().letterId() : null,
        withoutMail,
        nights(rows),
        notice);
  }

  private record Row(
      long outboxId,
      String kind,
      String channel,
      String status,
      OffsetDateTime createdAt,
      OffsetDateTime notBefore,
      @Nullable OffsetDateTime sentAt,
      int attempts,
      @Nullable String lastError,
      long again) {}

  private static List<Letter> letters(JdbcClient rows, State state, long before) {
    List<Row> found = rows.sql("""
            select o.outbox_id, o.kind, o.channel, o.status, o.created_at, o.not_before, o.sent_at, o.attempts,
                   o.last_error,
                   (select count(*) from ledger.letter_again a where a.outbox_id = o.outbox_id) as again
            from ledger.outbox o
            where o.status = :status and o.outbox_id < :before
              and (o.status <> 'sent' or o.sent_at > now() - interval '7 days')
            order by o.outbox_id desc limit :most
            """)
        .param("status", state.written())
        .param("before", before)
        .param("most", MOST + 1)
        .query(Records.of(Row.class))
        .list();
    Map<Long, String> receivers = new HashMap<>();
    rows.sql("select outbox_id, receiver from access.letter_receivers(?)")
        .param(found.stream().map(Row::outboxId).toArray(Long[]::new))
        .query(row -> {
          receivers.put(row.getLong(1), row.getString(2));
        });
    return found.stream()
        .map(row -> new Letter(
            row.outboxId(),
            row.kind(),
            row.channel(),
            receivers.getOrDefault(row.outboxId(), ""),
            row.status(),
            row.createdAt(),
            row.notBefore(),
            row.sentAt(),
            row.attempts(),
            row.lastError(),
            row.again(),
            row.status().equals("failed") && mayGoAgain(row.kind())))
        .toList();
  }

  /// The text of a link that sets a password is gone once it was tried.
  private static boolean mayGoAgain(String kind) {
    return !kind.equals("reset") && !kind.equals("invite");
  }

  private static List<Night> nights(JdbcClient rows) {
    return rows.sql("""
            select at, run_id, news, people, letters, unreached, fault
            from ledger.alert_night order by at desc limit ?
            """).param(NIGHTS).query(Records.of(Night.class)).list();
  }

  /// Sends one letter on its way again, or all that may go.
  ///
  /// @param letter null for all that failed
  /// @return how many
  static int sendAgain(JdbcClient rows, @Nullable Long letter) {
    return rows.sql("""
            select count(*) filter (where again) from (
              select access.send_again(f.outbox_id) as again from (
                select outbox_id from ledger.outbox
                where status = 'failed' and (:all or outbox_id = :letter) order by outbox_id limit 5000) f) s
            """)
        .param("all", letter == null)
        .param("letter", letter == null ? 0 : letter)
        .query(Integer.class)
        .single();
  }

  /// Whether there is such a letter.
  static boolean isThere(JdbcClient rows, long letter) {
    return rows.sql("select count(*) > 0 from (select 1 from ledger.outbox where outbox_id = ?) o")
        .param(letter)
        .query(Boolean.class)
        .single();
  }
}
