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
  private final JdbcClient ledger;
  private final TransactionTemplate transaction;

  /// @param owner connections of the role that owns the ledger
  public Accounts(DataSource owner) {
    ledger = JdbcClient.create(owner);
    transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
  }

  /// A new account.
  ///
  /// @param schoolSourceIds the schools that a school leader leads, as the roster writes them
  /// @param staffSourceId who a teacher or a counselor is in the roster; null for others
  public record NewAccount(
      String tenantId,
      String email,
      String displayName,
      String password,
      Person.Role role,
      List<String> schoolSourceIds,
      @Nullable String staffSourceId) {
    public NewAccount {
      schoolSourceIds = List.copyOf(schoolSourceIds);
      if (!email.contains("@")) {
        throw new IllegalArgumentException(
            "email: saw \"" + email + "\", expected an address such as ana@example.org");
      }
      if (password.length() < 12) {
        throw new IllegalArgumentException(
            "password: saw %d characters, expected 12 or more".formatted(password.length()));
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

  /// Gives the person a new password, if the rules allow it. All sessions and tokens of the
  /// account are void from then on.
  ///
  /// @return why not; empty when it is done
  public Optional<String> setPassword(Person person, String password) {
    Optional<String> trouble =
        PasswordRules.trouble(password, person.email(), person.displayName(), person.tenantId());
    if (trouble.isEmpty()) {
      ledger
          .sql("update ledger.person set password_hash = ? where person_id = ?")
          .param(Passwords.hash(password))
          .param(person.personId())
          .update();
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
        .param("hash", Passwords.hash(account.password()))
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
