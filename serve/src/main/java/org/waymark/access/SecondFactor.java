package org.waymark.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.waymark.access.SignInGuard.Door;

/// Codes of an authenticator app, and the recovery codes for whoever lost the app.
public final class SecondFactor {
  /// RFC 4226 section 4 (R6): 160 bits.
  private static final int SECRET_BYTES = 20;

  private static final int RECOVERY_CODES = 10;

  private final JdbcClient ledger;
  private final TransactionTemplate transaction;
  private final Seal seal;
  private final SignInGuard guard;
  private final Clock clock;

  /// @param owner connections of the role that owns the ledger
  /// @param key seals the secrets; it is not in the database
  public SecondFactor(DataSource owner, SecretKey key, SignInGuard guard, Clock clock) {
    this.ledger = JdbcClient.create(owner);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
    this.seal = new Seal(key);
    this.guard = guard;
    this.clock = clock;
  }

  /// What the authenticator app needs.
  ///
  /// @param secret in base 32, for typing
  /// @param uri for a QR code
  public record Setup(String secret, String uri) {}

  /// What came of a code.
  public enum Answer {
    RIGHT,
    WRONG,
    LOCKED
  }

  /// Starts setting up; what was on stays on until the new one is confirmed.
  public Setup begin(Person person) {
    byte[] secret = Digest.random(SECRET_BYTES);
    ledger
        .sql("""
            insert into ledger.second_factor as f (person_id, tenant_id, pending, pending_at)
            values (:person, :tenant, :pending, now())
            on conflict (person_id) do update
            set pending = excluded.pending, pending_at = excluded.pending_at
            """)
        .param("person", person.personId())
        .param("tenant", person.tenantId())
        .param("pending", seal.close(secret, person.personId()))
        .update();
    return setup(person, secret);
  }

  /// What was started in the last half hour and not confirmed yet.
  public Optional<Setup> begun(Person person) {
    return pending(person).map(secret -> setup(person, secret));
  }

  /// Turns it on when the code is one of the app that was just set up.
  ///
  /// @return recovery codes, shown this once; empty when the code is wrong
  public Optional<List<String>> confirm(Person person, String typed) {
    Optional<byte[]> secret = pending(person);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong step = Totp.match(secret.get(), digits(typed), clock.instant());
    if (step.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(transaction.execute(status -> {
      ledger
          .sql("""
              update ledger.second_factor
              set sealed = pending, pending = null, pending_at = null, set_up_at = now(), last_step = :step
              where person_id = :person
              """)
          .param("step", step.getAsLong())
          .param("person", person.personId())
          .update();
      AccountLetters.SECOND_FACTOR_ON.write(ledger, person.personId());
      return newCodes(person.personId());
    }));
  }

  /// Judges a code of the app or a recovery code. Each counts once.
  public Answer check(String personId, String typed) {
    if (!guard.mayTry(Door.CODE, personId)) {
      return Answer.LOCKED;
    }
    boolean isRight = digits(typed).length() == 6
        ? usesStep(personId, digits(typed))
        : usesRecoveryCode(personId, typed);
    if (isRight) {
      guard.forget(Door.CODE, personId);
    }
    return isRight ? Answer.RIGHT : Answer.WRONG;
  }

  /// Ten new recovery codes; the old ones open nothing any more.
  public List<String> renewCodes(Person person) {
    List<String> codes = transaction.execute(status -> newCodes(person.personId()));
    return codes == null ? List.of() : codes;
  }

  /// Turns it off and forgets everything about it.
  public void turnOff(String personId) {
    transaction.executeWithoutResult(status -> {
      ledger
          .sql("delete from ledger.second_factor where person_id = ?")
          .param(personId)
          .update();
      ledger
          .sql("delete from ledger.recovery_code where person_id = ?")
          .param(personId)
          .update();
      AccountLetters.SECOND_FACTOR_OFF.write(ledger, personId);
    });
  }

  private boolean usesStep(String personId, String code) {
    Optional<byte[]> secret = ledger
        .sql("select sealed from ledger.second_factor where person_id = ? and sealed is not null")
        .param(personId)
        .query(byte[].class)
        .optional()
        .map(kept -> seal.open(kept, personId));
    OptionalLong step =
        secret.map(it -> Totp.match(it, code, clock.instant())).orElse(OptionalLong.empty());
    // the step only ever goes up: whoever looked over the shoulder comes too late
    return step.isPresent()
        && ledger
                .sql("update ledger.second_factor set last_step = :step"
                    + " where person_id = :person and last_step < :step")
                .param("step", step.getAsLong())
                .param("person", personId)
                .update()
            == 1;
  }

  private boolean usesRecoveryCode(String personId, String typed) {
    return ledger
            .sql("update ledger.recovery_code set used_at = now()"
                + " where person_id = ? and code_hash = ? and used_at is null")
            .param(personId)
            .param(hash(personId, typed))
            .update()
        == 1;
  }

  private List<String> newCodes(String personId) {
    ledger
        .sql("delete from ledger.recovery_code where person_id = ?")
        .param(personId)
        .update();
    var codes = new ArrayList<String>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      String code = HexFormat.of().formatHex(Digest.random(10)).replaceAll("(.{5})(?=.)", "$1-");
      ledger
          .sql("insert into ledger.recovery_code (person_id, code_hash) values (?, ?)")
          .param(personId)
          .param(hash(personId, code))
          .update();
      codes.add(code);
    }
    return codes;
  }

  private Optional<byte[]> pending(Person person) {
    return ledger
        .sql("select pending from ledger.second_factor"
            + " where person_id = ? and pending_at > now() - interval '30 minutes'")
        .param(person.personId())
        .query(byte[].class)
        .optional()
        .map(kept -> seal.open(kept, person.personId()));
  }

  private static Setup setup(Person person, byte[] secret) {
    String text = Totp.base32(secret);
    String label =
        URLEncoder.encode("Waymark:" + person.email(), StandardCharsets.UTF_8).replace("+", "%20");
    return new Setup(
        text,
        "otpauth://totp/%s?secret=%s&issuer=Waymark&algorithm=SHA1&digits=6&period=%d"
            .formatted(label, text, Totp.SECONDS));
  }

  private static byte[] hash(String personId, String code) {
    return Digest.sha256(
        personId + ":" + code.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", ""));
  }

  /// People type codes with a space in the middle.
  private static String digits(String typed) {
    return typed.replaceAll("[\\s-]", "").matches("[0-9]{6}") ? typed.replaceAll("[\\s-]", "") : "";
  }
}
