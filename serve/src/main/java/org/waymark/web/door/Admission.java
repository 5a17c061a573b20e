package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.waymark.access.Account;
import org.waymark.access.Sessions;

/// Lets somebody in whose account is known: the one place where a session begins. Single
/// sign-on will hand over its account here too.
public final class Admission {
  private static final String SECRET = Admission.class.getName();

  private final Sessions sessions;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  public Admission(Sessions sessions) {
    this.sessions = sessions;
  }

  void admit(HttpServletRequest request, HttpServletResponse response, Account account) {
    // a new session with nothing of the old one: whoever planted its id gains nothing
    @Nullable HttpSession before = request.getSession(false);
    if (before != null) {
      before.invalidate();
    }
    Caller caller = Caller.of(request);
    HttpSession session = request.getSession(true);
    session.setMaxInactiveInterval((int) sessions.idle().toSeconds());
    session.setAttribute(SECRET, sessions.open(account, caller.address(), caller.browser()));
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
        account.person(),
        null,
        List.of(new SimpleGrantedAuthority("ROLE_" + account.person().role().name()))));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  /// What stands for the session under way; empty where nobody signed in.
  public static Optional<String> secret(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(SECRET) instanceof String secret
        ? Optional.of(secret)
        : Optional.empty();
  }

  /// Ends the session under way.
  public void leave(HttpServletRequest request) {
    secret(request).ifPresent(sessions::close);
  }
}
