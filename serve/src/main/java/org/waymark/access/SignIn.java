package org.waymark.access;

import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.SignInGuard.Door;
import org.waymark.store.Records;

/// Judges an e-mail address and a password.
public final class SignIn {
  /// The longest address that mail knows (RFC 5321).
  public static final int LONGEST_EMAIL = 254;

  private final JdbcClient door;
  private final SignInGuard guard;

  /// @param web connections of the pages; they may read one account at a time, by its address
  public SignIn(DataSource web, SignInGuard guard) {
    this.door = JdbcClient.create(web);
    this.guard = guard;
  }

  /// What came of a try.
  public sealed interface Answer {
    /// Address and password go together.
    record Right(Account account) implements Answer {}

    /// They don't, or there is no such account: nobody is told which.
    record Wrong() implements Answer {}

    /// Too many tries, whether or not there is such an account.
    record Locked() implements Answer {}
  }

  /// @param address network address of the one who tries; null where it says nothing
  public Answer tryPassword(String email, String password, @Nullable String address) {
    if (address != null && !guard.mayTry(Door.ADDRESS, address)
        || !guard.mayTry(Door.ACCOUNT, email)) {
      return new Answer.Locked();
    }
    Optional<Account> account =
        email.length() > LONGEST_EMAIL || password.length() > PasswordRules.LONGEST
            ? Optional.empty()
            : check(email, password);
    if (account.isEmpty()) {
      return new Answer.Wrong();
    }
    guard.forget(Door.ACCOUNT, email);
    if (address != null) {
      guard.giveBack(Door.ADDRESS, address);
    }
    return new Answer.Right(account.get());
  }

  /// Asks somebody who is signed in for the password again, before something weighty.
  public Answer tryAgain(Person person, String password) {
    return tryPassword(person.email(), password, null);
  }

  private Optional<Account> check(String email, String password) {
    record Row(
        String personId,
        String tenantId,
        String displayName,
        @Nullable String passwordHash,
        String role,
        int epoch,
        boolean hasSecondFactor) {}
    String address = email.strip();
    Optional<Row> row = Accounts.isAddress(address)
        ? door.sql("""
                select person_id, tenant_id, display_name, password_hash, role, epoch, has_second_factor
                from access.account(?)
                """).param(address).query(Records.of(Row.class)).optional()
        : Optional.empty();
    // hashes in any case: an unknown address takes as long as a wrong password
    if (!Passwords.matches(password, row.map(Row::passwordHash).orElse(null))) {
      return Optional.empty();
    }
    return row.map(it -> new Account(
        new Person(
            it.personId(), it.tenantId(), address, it.displayName(), Person.Role.of(it.role())),
        it.epoch(),
        it.hasSecondFactor()));
  }
}
