package org.waymark.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

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
  /// Answers of some tens of kilobytes each: what fifty people with sights of their own ask in a
  /// morning, in a hundred megabytes or so.
  private static final int MOST = 3_000;

  private record Key(String publication, String sight, String question, Object with) {}

  private record Standpoint(
      @Nullable String publication, @Nullable String sight) {}

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
    Standpoint from = rows.sql("select access.publication(), access.sight()")
        .query((row, n) -> new Standpoint(row.getString(1), row.getString(2)))
        .single();
    if (from.publication() == null || from.sight() == null) {
      return ask.get();
    }
    Key key = new Key(from.publication(), from.sight(), question, with);
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

  /// Forgets everything: for whoever has changed a published table by hand.
  public static void forget() {
    synchronized (ANSWERS) {
      ANSWERS.clear();
    }
  }
}
