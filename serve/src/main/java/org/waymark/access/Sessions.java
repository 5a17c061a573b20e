package org.waymark.access;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who is signed in where: `ledger.sign_in`. A session stands while its row does.
public final class Sessions {
  private static final String KEPT = "interval '90 days'";

  private final JdbcClient ledger;
  private final JdbcClient door;
  private final Duration idle;
  private final Duration longest;

  /// @param owner connections of the role that owns the ledger
  /// @param web connections of the pages
  /// @param idle after so long without a page a session ends
  /// @param longest after so long a session ends, whatever was done in it
  public Sessions(DataSource owner, DataSource web, Duration idle, Duration longest) {
    this.ledger = JdbcClient.create(owner);
    this.door = JdbcClient.create(web);
    this.idle = idle;
    this.longest = longest;
  }

  public Duration idle() {
    return idle;
  }

  public Duration longest() {
    return longest;
  }

  /// Opens a session and returns the secret that stands for it.
  ///
  /// @param address network address of the browser
  /// @param browser what kind it is, such as "Firefox on Linux"
  public String open(Account account, String address, String browser) {
    String secret = Digest.token();
    ledger
        .sql("""
            insert into ledger.sign_in (session_key, person_id, tenant_id, epoch, address, browser)
            values (:key, :person, :tenant, :epoch, left(:address, 60), left(:browser, 60))
            """)
        .param("key", Digest.sha256(secret))
        .param("person", account.person().personId())
        .param("tenant", account.person().tenantId())
        .param("epoch", account.epoch())
        .param("address", address)
        .param("browser", browser)
        .update();
    ledger
        .sql("delete from ledger.sign_in where person_id = ? and last_seen_at < now() - " + KEPT)
        .param(account.person().personId())
        .update();
    return secret;
  }

  /// Whether the session still stands, and if so, whether its person has a second factor.
  /// Asked with every request.
  public Optional<Boolean> stands(String secret) {
    return door.sql(
            "select has_second_factor from access.stands(:key, make_interval(secs => :idle),"
                + " make_interval(secs => :longest))")
        .param("key", Digest.sha256(secret))
        .param("idle", (double) idle.toSeconds())
        .param("longest", (double) longest.toSeconds())
        .query(Boolean.class)
        .optional();
  }

  /// Ends the session: somebody signed out.
  public void close(String secret) {
    ledger
        .sql(
            "update ledger.sign_in set closed_at = now() where session_key = ? and closed_at is null")
        .param(Digest.sha256(secret))
        .update();
  }

  /// Ends one session of the person.
  public void close(Person person, long signInId) {
    ledger
        .sql("update ledger.sign_in set closed_at = now()"
            + " where sign_in_id = ? and person_id = ? and closed_at is null")
        .param(signInId)
        .param(person.personId())
        .update();
  }

  /// Ends all sessions and tokens of the person but this one.
  public void closeOthers(Person person, String secret) {
    ledger
        .sql("update ledger.person set epoch = epoch + 1 where person_id = ?")
        .param(person.personId())
        .update();
    keep(person, secret);
  }

  /// Takes this session over into the newest epoch of the account, and ends the others.
  public void keep(Person person, String secret) {
    ledger
        .sql("""
            update ledger.sign_in s set epoch = p.epoch from ledger.person p
            where p.person_id = s.person_id and s.person_id = :person and s.session_key = :key
              and s.closed_at is null
            """)
        .param("person", person.personId())
        .param("key", Digest.sha256(secret))
        .update();
    ledger
        .sql("""
            update ledger.sign_in set closed_at = now()
            where person_id = :person and session_key <> :key and closed_at is null
            """)
        .param("person", person.personId())
        .param("key", Digest.sha256(secret))
        .update();
  }

  /// Which of the person's sessions this one is.
  public long number(Person person, String secret) {
    return ledger
        .sql("select sign_in_id from ledger.sign_in where session_key = ? and person_id = ?")
        .param(Digest.sha256(secret))
        .param(person.personId())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }
}
