package org.waymark.access;

import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// Lets a person in by address and password.
public final class SignIn implements AuthenticationProvider {
  private static final int LONGEST_PASSWORD = 1000;

  private final Accounts accounts;
  private final SignInGuard guard;

  public SignIn(Accounts accounts, SignInGuard guard) {
    this.accounts = accounts;
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
        password.length() > LONGEST_PASSWORD ? Optional.empty() : accounts.check(email, password);
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

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
