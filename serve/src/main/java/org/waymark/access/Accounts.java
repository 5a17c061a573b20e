package org.waymark.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Local accounts in `ledger.person` and what each may see in `ledger.grant_scope`.
///
/// Works as the owner of the ledger: the pages' own login may not write accounts.
public final class Accounts {
  private static final int LONGEST_NAME = 100;

  private final JdbcClient ledger;
  private final TransactionTemplate transaction;

  /// @param owner connections of the role that owns the ledger
  public Accounts(DataSource owner) {
    ledger = JdbcClient.create(owner);
    transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
  }

  /// A new account.
  ///
  /// @param password null for somebody who is invited and will choose one
  /// @param schoolSourceIds the schools that a school leader leads, as the roster writes them
  /// @param staffSourceId who a teacher or a counselor is in the roster; null for others
  public record NewAccount(
      String tenantId,
      String email,
      String displayName,
      @Nullable String password,
      Person.Role role,
      List<String> schoolSourceIds,
      @Nullable String staffSourceId) {
    public NewAccount {
      schoolSourceIds = List.copyOf(schoolSourceIds);
      if (!isAddress(email)) {
        throw new IllegalArgumentException(
            "email: saw \"" + email + "\", expected an address such as ana@example.org");
      }
      if (displayName.isBlank()
          || displayName.length() > LONGEST_NAME
          || displayName.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "name: expected 1 to " + LONGEST_NAME + " characters on one line");
      }
      if (password != null && password.length() < PasswordRules.SHORTEST) {
        throw new IllegalArgumentException("password: saw %d characters, expected %d or more"
            .formatted(password.length(), PasswordRules.SHORTEST));
      }
      if (role == Person.Role.SCHOOL && schoolSourceIds.isEmpty()) {
        throw new IllegalArgumentException("a school leader needs at least one school");
      }
      if (role.seesOwnOnly() && staffSourceId == null) {
        throw new IllegalArgumentException(
            "a " + role.written() + " needs a staff id of the roster");
      }
    }
  }

  /// Makes the account, or gives the account of that address its new name, password and
  /// grants. A grant reaches only schools and staff that a run has published.
  public Person open(NewAccount account) {
    Person person = transaction.execute(status -> write(account));
    if (person == null) {
      throw new IllegalStateException("account not written");
    }
    return person;
  }

  /// Whether a letter could go there: one line, one @, something on both sides.
  public static boolean isAddress(String written) {
    return written.length() <= SignIn.LONGEST_EMAIL
        && written.strip().matches("[^\\s@<>\"\\p{Cntrl}]+@[^\\s@<>\"\\p{Cntrl}]+");
  }

  /// Opens an account without a password, or gives one that was invited before and has none yet
  /// its new name, role and grants. Part of the transaction under way, if there is one.
  ///
  /// @throws IllegalArgumentException when somebody signs in with that address already; the same
  ///     words for an account of another district
  public Person openInvited(NewAccount account) {
    boolean isTaken = ledger
        .sql(
            "select exists (select from ledger.person where email = ?"
                + " and (tenant_id <> ? or password_set_at is not null or password_hash is not null or not is_active))")
        .param(account.email().strip().toLowerCase(Locale.ROOT))
        .param(account.tenantId())
        .query(Boolean.class)
        .single();
    if (isTaken) {
      throw new IllegalArgumentException(
          "email: " + account.email() + " already has an account; an invitation is for new ones");
    }
    return open(account);
  }

  /// The id of the account of that address, in that district.
  public Optional<String> find(String tenant, String email) {
    return ledger
        .sql("select person_id from ledger.person where tenant_id = ? and email = ?")
        .param(tenant)
        .param(email.strip().toLowerCase(Locale.ROOT))
        .query(String.class)
        .optional();
  }

  /// Gives the person a new password, if the rules allow it. All sessions and tokens of the
  /// account are void from then on.
  ///
  /// @return why not; empty when it is done
  public Optional<String> setPassword(Person person, String password) {
    Optional<String> trouble =
        PasswordRules.trouble(password, person.email(), person.displayName(), person.tenantId());
    if (trouble.isEmpty()) {
      String hash = Passwords.hash(password);
      transaction.executeWithoutResult(status -> {
        ledger
            .sql("update ledger.person set password_hash = ? where person_id = ?")
            .param(hash)
            .param(person.personId())
            .update();
        AccountLetters.PASSWORD.write(ledger, person.personId());
      });
    }
    return trouble;
  }

  private Person write(NewAccount account) {
    String email = account.email().strip().toLowerCase(Locale.ROOT);
    String id = ledger
        .sql("""
                insert into ledger.person
                    (person_id, tenant_id, email, display_name, password_hash, role,
                     staff_source_id, is_active, created_at)
                values (:id, :tenant, :email, :name, :hash, :role, :staff, true, now())
                on conflict (email) do update
                set display_name = excluded.display_name, password_hash = excluded.password_hash,
                    role = excluded.role, staff_source_id = excluded.staff_source_id,
                    is_active = true
                where person.tenant_id = excluded.tenant_id
                returning person_id
                """)
        .param("id", UUID.randomUUID().toString())
        .param("tenant", account.tenantId())
        .param("email", email)
        .param("name", account.displayName())
        .param("hash", account.password() == null ? null : Passwords.hash(account.password()))
        .param("role", account.role().written())
        .param("staff", account.staffSourceId())
        .query(String.class)
        .optional()
        .orElseThrow(
            () -> new IllegalArgumentException("another district has the address " + email));
    ledger
        .sql("delete from ledger.grant_scope where person_id = ? and origin = 'role'")
        .param(id)
        .update();
    grant(id, account);
    return new Person(id, account.tenantId(), email, account.displayName(), account.role());
  }

  private void grant(String personId, NewAccount account) {
    switch (account.role()) {
      case BOARD, ADMINISTRATOR, OPERATOR -> {
        // no grant: the role itself says what the person sees, and it is no student
      }
      case DISTRICT, ANALYST ->
        ledger.sql("""
                  insert into ledger.grant_scope (person_id, tenant_id, scope, starts_on)
                  values (?, ?, 'district', current_date)
                  """).param(personId).param(account.tenantId()).update();
      case SCHOOL -> {
        int granted = ledger
            .sql("""
                    insert into ledger.grant_scope
                        (person_id, tenant_id, scope, school_id, starts_on)
                    select :person, tenant_id, 'school', school_id, current_date
                    from analytics.dim_schools
                    where tenant_id = :tenant and source_id in (:schools)
                    """)
            .param("person", personId)
            .param("tenant", account.tenantId())
            .param("schools", account.schoolSourceIds())
            .update();
        requireAll(granted, account.schoolSourceIds().size(), "schools");
      }
      case TEACHER, COUNSELOR -> {
        int granted = ledger
            .sql("""
                    insert into ledger.grant_scope
                        (person_id, tenant_id, scope, staff_id, starts_on)
                    select :person, tenant_id, :scope, staff_id, current_date
                    from analytics.dim_staff
                    where tenant_id = :tenant and source_id = :staff
                    """)
            .param("person", personId)
            .param("tenant", account.tenantId())
            .param("staff", account.staffSourceId())
            .param(
                "scope",
                account.role() == Person.Role.COUNSELOR ? "caseload_of_staff" : "section_of_staff")
            .update();
        requireAll(granted, 1, "staff");
      }
    }
  }

  private static void requireAll(int granted, int asked, String what) {
    if (granted != asked) {
      throw new IllegalArgumentException(
          "found %d of %d %s in the published roster; run the pipeline first, then check the ids"
              .formatted(granted, asked, what));
    }
  }
}
