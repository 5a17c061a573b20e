package org.waymark.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.waymark.access.SignInGuard.Door;
import org.waymark.store.Records;

/// Links that set a password once: for whoever lost it, and for whoever is invited.
///
/// The token travels in the letter alone; the ledger keeps its hash, and the outbox forgets
/// the letter's text when it has gone.
public final class PasswordLinks {
  private final JdbcClient ledger;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final SignInGuard guard;

  /// @param owner connections of the role that owns the ledger
  public PasswordLinks(DataSource owner, Accounts accounts, SignInGuard guard) {
    this.ledger = JdbcClient.create(owner);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
    this.accounts = accounts;
    this.guard = guard;
  }

  /// What a link is for, and how long it opens.
  public enum Kind {
    RESET(Duration.ofMinutes(30), "Set a new password for Waymark"),
    INVITE(Duration.ofDays(7), "Your invitation to Waymark");

    private final Duration life;
    private final String subject;

    Kind(Duration life, String subject) {
      this.life = life;
      this.subject = subject;
    }

    String written() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String body(String link) {
      return switch (this) {
        case RESET -> """
            Somebody, probably you, asked for a new password for the Waymark account of this address.

            Open this link within 30 minutes to choose one:
            %s

            If it wasn't you, do nothing: your password stays as it is.
            """.formatted(link);
        case INVITE -> """
            Your school district has opened an account for you in Waymark, where educators see the
            students and figures that are theirs to see.

            Open this link within 7 days to choose your password:
            %s

            If you did not expect this, ask your district before you open it.
            """.formatted(link);
      };
    }
  }

  /// A link that opens now.
  public record Link(Kind kind, Person person) {}

  /// What came of choosing a password.
  public sealed interface Answer {
    /// It is set; every session and token of the account has ended.
    record Done() implements Answer {}

    /// The password won't do; the link still opens.
    record Refused(String why, Link link) implements Answer {}

    /// The link opens nothing: used, too old, or never given.
    record Void() implements Answer {}
  }

  /// Writes a letter to the account of that address, if there is one. Says nothing either way.
  ///
  /// @param address network address of the one who asks; null where it says nothing
  /// @param base what links begin with, from the settings
  public void reset(String email, @Nullable String address, String base) {
    if (!Accounts.isAddress(email)
        || address != null && !guard.mayTry(Door.LETTERS_FROM, address)
        || !guard.mayTry(Door.LETTER, email)) {
      return;
    }
    record Known(String personId, String tenantId) {}
    transaction.executeWithoutResult(status -> ledger
        .sql("select person_id, tenant_id from ledger.person where email = ? and is_active")
        .param(email.strip().toLowerCase(Locale.ROOT))
        .query(Records.of(Known.class))
        .optional()
        .ifPresent(known -> letter(
            Kind.RESET,
            known.personId(),
            known.tenantId(),
            email.strip().toLowerCase(Locale.ROOT),
            base,
            null)));
  }

  /// Opens an account without a password and writes the letter with its link, both or neither.
  ///
  /// @param by the tenant administrator
  /// @throws IllegalArgumentException with what to mend, in words for a page
  public Person invite(Accounts.NewAccount account, Person by, String base) {
    return both(
        account,
        person -> letter(
            Kind.INVITE,
            person.personId(),
            person.tenantId(),
            person.email(),
            base,
            by.personId()));
  }

  /// Opens an account without a password and returns its link, for an installation that sends no
  /// letters.
  public String invite(Accounts.NewAccount account, String base) {
    var link = new StringBuilder();
    both(
        account,
        person -> link.append(address(
            base, token(Kind.INVITE, person.personId(), person.tenantId(), null).secret())));
    return link.toString();
  }

  private Person both(Accounts.NewAccount account, java.util.function.Consumer<Person> then) {
    Person person = transaction.execute(status -> {
      Person opened = accounts.openInvited(account);
      then.accept(opened);
      return opened;
    });
    if (person == null) {
      throw new IllegalStateException("account not written");
    }
    return person;
  }

  /// The link of that token, while it opens.
  public Optional<Link> find(String token) {
    record Row(
        String kind,
        String personId,
        String tenantId,
        String email,
        String displayName,
        String role) {}
    return ledger
        .sql("""
            select l.kind, p.person_id, p.tenant_id, p.email, p.display_name, p.role
            from ledger.password_link l join ledger.person p using (person_id)
            where l.token_hash = ? and l.used_at is null and l.expires_at > now() and p.is_active
            """)
        .param(Digest.sha256(token))
        .query(Records.of(Row.class))
        .optional()
        .map(row -> new Link(
            Kind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
            new Person(
                row.personId(),
                row.tenantId(),
                row.email(),
                row.displayName(),
                Person.Role.of(row.role()))));
  }

  /// Sets the password and voids every link of the person, in one step: of two who open the same
  /// link at the same moment one gets in.
  public Answer use(String token, String password) {
    Optional<Link> link = find(token);
    if (link.isEmpty()) {
      return new Answer.Void();
    }
    Person person = link.get().person();
    Optional<String> trouble =
        PasswordRules.trouble(password, person.email(), person.displayName(), person.tenantId());
    if (trouble.isPresent()) {
      return new Answer.Refused(trouble.get(), link.get());
    }
    String hash = Passwords.hash(password);
    Boolean isDone = transaction.execute(status -> {
      boolean isMine = ledger
              .sql("update ledger.password_link set used_at = now()"
                  + " where token_hash = ? and used_at is null and expires_at > now()")
              .param(Digest.sha256(token))
              .update()
          == 1;
      if (isMine) {
        ledger
            .sql("update ledger.person set password_hash = ? where person_id = ?")
            .param(hash)
            .param(person.personId())
            .update();
        if (link.get().kind() == Kind.RESET) {
          AccountLetters.PASSWORD.write(ledger, person.personId());
        }
        ledger
            .sql("update ledger.password_link set used_at = now()"
                + " where person_id = ? and used_at is null")
            .param(person.personId())
            .update();
      }
      return isMine;
    });
    if (!Boolean.TRUE.equals(isDone)) {
      return new Answer.Void();
    }
    // whoever reads the mail of the address has proved more than a password
    guard.forget(Door.ACCOUNT, person.email());
    return new Answer.Done();
  }

  private record Token(long linkId, String secret) {}

  private Token token(Kind kind, String personId, String tenantId, @Nullable String by) {
    String secret = Digest.token();
    long id = ledger
        .sql("""
            insert into ledger.password_link
                (token_hash, kind, person_id, tenant_id, created_by, expires_at)
            values (:hash, :kind, :person, :tenant, :by, now() + make_interval(secs => :life))
            returning link_id
            """)
        .param("hash", Digest.sha256(secret))
        .param("kind", kind.written())
        .param("person", personId)
        .param("tenant", tenantId)
        .param("by", by)
        .param("life", (double) kind.life.toSeconds())
        .query(Long.class)
        .single();
    return new Token(id, secret);
  }

  private void letter(
      Kind kind, String personId, String tenantId, String email, String base, @Nullable String by) {
    Token token = token(kind, personId, tenantId, by);
    ledger
        .sql("""
            insert into ledger.outbox
                (tenant_id, dedupe_key, kind, channel, recipient, person_id, subject, body)
            values (:tenant, :key, :kind, 'email', :email, :person, :subject, :body)
            """)
        .param("tenant", tenantId)
        .param("key", kind.written() + ":" + token.linkId())
        .param("kind", kind.written())
        .param("email", email)
        .param("person", personId)
        .param("subject", kind.subject)
        .param("body", kind.body(address(base, token.secret())))
        .update();
  }

  private static String address(String base, String token) {
    return base + "/new-password?token=" + token;
  }
}
