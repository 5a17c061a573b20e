package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Account;

/// Somebody whose password was right and whose code is still to come: nobody yet.
///
/// @param next where the person wanted to go
/// @param until after that the password has to be typed again
record Half(Account account, String next, Instant until) implements Serializable {

  @Serial
  private static final long serialVersionUID = 1L;

  private static final String KEY = Half.class.getName();
  private static final Duration WAITS = Duration.ofMinutes(5);

  static void remember(HttpServletRequest request, Account account, String next) {
    HttpSession session = request.getSession(true);
    request.changeSessionId();
    session.setAttribute(KEY, new Half(account, next, Instant.now().plus(WAITS)));
  }

  static Optional<Half> of(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(KEY) instanceof Half half
            && Instant.now().isBefore(half.until())
        ? Optional.of(half)
        : Optional.empty();
  }

  static void forget(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(KEY);
    }
  }
}
