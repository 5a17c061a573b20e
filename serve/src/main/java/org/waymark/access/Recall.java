package org.waymark.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Answers about published figures, kept until the next publication.
///
/// The database decides here too: every time, in the transaction of the person, it says what
/// the person may see (`access.sight()`) and which tables are up (`access.publication()`). An
/// answer is used again only for the same sight and the same tables, which is when the database
/// would give it again.
///
/// Only for questions about published tables whose answer rests on nothing else: nothing of
/// the ledger, nothing of the clock, and of the person nothing but what `with` names.
public final class Recall {
  /// Answers of some tens of kilobytes each: what a hundred people with sights of their own ask in
  /// a morning, in two hundred megabytes at most.
  private static final int MOST = 6_000;

  private record Key(String publication, String sight, String question, Object with) {}

  /// @param staff the tenant whose staff the person is of; null for the board and an operator
  private record Standpoint(
      @Nullable String publication,
      @Nullable String sight,
      @Nullable String staff) {}

  private static final Map<Key, Object> ANSWERS = new LinkedHashMap<>(64, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
      return size() > MOST;
    }
  };

  private Recall() {}

  /// The answer from before, or the answer now.
  ///
  /// @param rows of the person's own transaction
  /// @param question names what is asked
  /// @param with what it is asked with: records and lists, compared by value
  /// @param ask never answers null
  public static <T> T of(
      JdbcClient rows, Class<T> kind, String question, Object with, Supplier<T> ask) {
    Standpoint from = standpoint(rows);
    return of(from.publication(), from.sight(), kind, question, with, ask);
  }

  /// The answer about tables that are open to all of the tenant's staff (access `everyone` or
  /// `public`): one for all of them.
  public static <T> T ofStaff(
      JdbcClient rows, Class<T> kind, String question, Object with, Supplier<T> ask) {
    Standpoint from = standpoint(rows);
    String staff = from.staff() == null ? null : "staff of " + from.staff();
    return of(from.publication(), staff, kind, question, with, ask);
  }

  private static <T> T of(
      @Nullable String publication,
      @Nullable String sight,
      Class<T> kind,
      String question,
      Object with,
      Supplier<T> ask) {
    if (publication == null || sight == null) {
      return ask.get();
    }
    Key key = new Key(publication, sight, question, with);
    Object known;
    synchronized (ANSWERS) {
      known = ANSWERS.get(key);
    }
    if (known != null) {
      return kind.cast(known);
    }
    T answer = ask.get();
    synchronized (ANSWERS) {
      ANSWERS.put(key, answer);
    }
    return answer;
  }

  /// Asked once in a transaction that reads one snapshot: there it can't change.
  private static Standpoint standpoint(JdbcClient rows) {
    @Nullable Object known = TransactionSynchronizationManager.getResource(Standpoint.class);
    if (known instanceof Standpoint standpoint) {
      return standpoint;
    }
    Standpoint now = rows.sql("select access.publication(), access.sight(), access.staff_tenant()")
        .query((row, n) -> new Standpoint(row.getString(1), row.getString(2), row.getString(3)))
        .single();
    if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()
        && TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.bindResource(Standpoint.class, now);
      TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
        @Override
        public void afterCompletion(int status) {
          TransactionSynchronizationManager.unbindResource(Standpoint.class);
        }
      });
    }
    return now;
  }

  /// How many answers are kept.
  public static int kept() {
    synchronized (ANSWERS) {
      return ANSWERS.size();
    }
  }

  /// Forgets everything: for whoever has changed a published table by hand.
  public static void forget() {
    synchronized (ANSWERS) {
      ANSWERS.clear();
    }
  }
}
