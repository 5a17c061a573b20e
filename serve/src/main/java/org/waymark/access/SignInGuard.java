package org.waymark.access;

import java.util.HexFormat;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts tries in the ledger and locks a door for a while after too many in vain.
///
/// A try is counted before it is judged, in one statement: a hundred tries at the same moment
/// get no further than ten. A locked door does not count, so nobody can keep it locked longer
/// than the last try that was let through. An account that does not exist locks like one that
/// does.
public final class SignInGuard {
  private static final String WAIT = "interval '15 minutes'";

  private final JdbcClient ledger;

  /// @param owner connections of the role that owns the ledger
  public SignInGuard(DataSource owner) {
    ledger = JdbcClient.create(owner);
  }

  /// What can be tried, and how often in vain before it locks for 15 minutes.
  public enum Door {
    /// A password of the account with that e-mail address.
    ACCOUNT(10),
    /// Anything from that network address; a whole school may stand behind one.
    ADDRESS(100),
    /// A code of that person's second factor.
    CODE(5),
    /// A letter to that e-mail address.
    LETTER(3),
    /// A letter asked for from that network address.
    LETTERS_FROM(20);

    private final int tries;

    Door(int tries) {
      this.tries = tries;
    }

    /// The hash of what was typed: somebody may type a password into the wrong field.
    String key(String what) {
      return name().toLowerCase(Locale.ROOT) + ":"
          + HexFormat.of().formatHex(Digest.sha256(what.strip().toLowerCase(Locale.ROOT)));
    }
  }

  /// Takes one try; false when the door is locked.
  public boolean mayTry(Door door, String what) {
    return ledger
        .sql("""
            insert into ledger.failed_try as t (door, failures, last_at) values (:door, 1, now())
            on conflict (door) do update
            set failures = case when t.last_at <= now() - %1$s then 1 else t.failures + 1 end,
                last_at = now()
            where t.last_at <= now() - %1$s or t.failures < :tries
            returning failures
            """.formatted(WAIT))
        .param("door", door.key(what))
        .param("tries", door.tries)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// Forgets the failures of someone who got in.
  public void forget(Door door, String what) {
    ledger
        .sql("delete from ledger.failed_try where door = ?")
        .param(door.key(what))
        .update();
    ledger
        .sql("delete from ledger.failed_try where last_at < now() - interval '1 day'")
        .update();
  }

  /// Takes back the one try that succeeded; those that failed before it still count.
  public void giveBack(Door door, String what) {
    ledger
        .sql("update ledger.failed_try set failures = failures - 1 where door = ? and failures > 0")
        .param(door.key(what))
        .update();
  }
}
