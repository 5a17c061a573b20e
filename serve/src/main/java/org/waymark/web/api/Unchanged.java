package org.waymark.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.waymark.access.PersonTransaction;
import org.waymark.web.Asker;

/// Answers 304 without asking for a single figure, where an answer rests on published figures
/// alone: the tag is of the publication, of who asks and what is open to them today, and of the
/// address.
///
/// An answer that shows students is never one of these: it is made each time, so that the look
/// is on record.
public final class Unchanged implements HandlerInterceptor {
  private final PersonTransaction transaction;
  /// Another version of the server may answer otherwise.
  private final String started = Instant.now().toString();

  public Unchanged(PersonTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod route) || !request.getMethod().equals("GET")) {
      return true;
    }
    @Nullable Api api = route.getMethodAnnotation(Api.class);
    if (api == null || !api.published()) {
      return true;
    }
    String state = transaction.read(
        Asker.person(),
        rows -> rows.sql("select access.version()").query(String.class).single());
    String tag = Tags.tag(
        (request.getRequestURI() + "?" + request.getQueryString()).getBytes(StandardCharsets.UTF_8),
        started + state);
    response.setHeader("ETag", tag);
    if (Tags.matches(request, tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return false;
    }
    return true;
  }
}
