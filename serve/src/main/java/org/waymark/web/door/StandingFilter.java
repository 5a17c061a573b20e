package org.waymark.web.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.waymark.access.Person;
import org.waymark.access.Sessions;

/// Asks with every request whether the session still stands: closed elsewhere, too old, or the
/// account closed, and the visitor is nobody again.
public final class StandingFilter extends OncePerRequestFilter {
  private static final String SET_UP = "/account/second-factor";
  private static final Set<String> STILL_OPEN = Set.of(SET_UP, "/sign-out", "/theme", "/error");

  private final Sessions sessions;
  private final Set<String> secondFactorRoles;

  /// @param secondFactorRoles who can do nothing but set up a second factor until there is one
  public StandingFilter(Sessions sessions, Collection<String> secondFactorRoles) {
    this.sessions = sessions;
    this.secondFactorRoles = Set.copyOf(secondFactorRoles);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/assets/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Person person) {
      Optional<Boolean> stands = Admission.secret(request).flatMap(sessions::stands);
      if (stands.isEmpty()) {
        forget(request);
      } else if (!stands.get() && mustSetUp(person) && !STILL_OPEN.contains(path(request))) {
        askToSetUp(request, response);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private boolean mustSetUp(Person person) {
    return secondFactorRoles.contains(person.role().written());
  }

  private static void askToSetUp(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (path(request).startsWith("/api/")) {
      Problem.write(
          response,
          403,
          "Set up a second factor first",
          "Your role needs one. Open /account/second-factor in a browser.");
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", SET_UP);
    } else {
      response.sendRedirect(SET_UP);
    }
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI();
  }

  private static void forget(HttpServletRequest request) {
    SecurityContextHolder.clearContext();
    @Nullable HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
