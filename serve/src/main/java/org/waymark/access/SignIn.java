package org.waymark.access;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// Lets a person in by address and password.
public final class SignIn implements AuthenticationProvider {
  private static final int LONGEST_PASSWORD = 1000;

  private final JdbcClient door;
  private final SignInGuard guard;

  /// @param web connections of the pages; they may read one account at a time, by its address
  public SignIn(DataSource web, SignInGuard guard) {
    this.door = JdbcClient.create(web);
    this.guard = guard;
  }

  @Override
  public Authentication authenticate(Authentication tried) {
    String email = tried.getName();
    String password = String.valueOf(tried.getCredentials());
    if (guard.isLocked(email)) {
      throw new LockedException("locked for a while");
    }
    Optional<Person> person =
        password.length() > LONGEST_PASSWORD ? Optional.empty() : check(email, password);
    if (person.isEmpty()) {
      guard.failed(email);
      throw new BadCredentialsException("no such account and password");
    }
    guard.succeeded(email);
    return UsernamePasswordAuthenticationToken.authenticated(
        person.get(),
        null,
        List.of(new SimpleGrantedAuthority("ROLE_" + person.get().role().name())));
  }

  private Optional<Person> check(String email, String password) {
    record Account(
        String personId, String tenantId, String displayName, String passwordHash, String role) {}
    Optional<Account> account =
        door.sql("""
                select person_id, tenant_id, display_name, password_hash, role
                from access.account(?)
                """).param(email.strip()).query(Account.class).optional();
    if (!Passwords.matches(password, account.map(Account::passwordHash).orElse(null))) {
      return Optional.empty();
    }
    return account.map(it -> new Person(
        it.personId(), it.tenantId(), email.strip(), it.displayName(), Person.Role.of(it.role())));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
