package org.waymark.web.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives each request a number, so that a person can name it and the log can be searched for it.
/// What a caller sends under the same name is not taken over: it would be anybody's text in our
/// log.
public final class RequestId extends OncePerRequestFilter {
  public static final String HEADER = "X-Request-Id";
  private static final String KEPT = RequestId.class.getName();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(HEADER, of(request));
    chain.doFilter(request, response);
  }

  /// The number of the request under way.
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(KEPT) instanceof String known) {
      return known;
    }
    String id = UUID.randomUUID().toString();
    request.setAttribute(KEPT, id);
    return id;
  }
}
