package org.waymark.web.gate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.waymark.access.Person;

/// How much one person may ask, on all devices together; told in headers to a program
/// (draft-ietf-httpapi-ratelimit-headers-10).
public final class PersonLimit implements HandlerInterceptor {
  private final Buckets buckets;
  private final Supplier<@Nullable Person> asking;

  /// @param asking who has signed in; null where nobody has
  public PersonLimit(int perMinute, Supplier<@Nullable Person> asking) {
    this.buckets = new Buckets(perMinute, System::nanoTime);
    this.asking = asking;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    @Nullable Person person = asking.get();
    // the page that tells of the limit is no request of its own
    if (person == null
        || request.getDispatcherType() != DispatcherType.REQUEST
        || request.getRequestURI().startsWith("/assets/")) {
      return true;
    }
    Buckets.Taken taken = buckets.take(person.personId());
    if (Problem.isForMachines(request) || !taken.isThere()) {
      response.setHeader("RateLimit-Policy", "\"person\";q=%d;w=60".formatted(buckets.size()));
      response.setHeader("RateLimit", "\"person\";r=%d;t=%d".formatted(taken.left(), taken.full()));
    }
    if (!taken.isThere()) {
      response.setHeader("Retry-After", Long.toString(taken.pause()));
      response.sendError(429);
    }
    return taken.isThere();
  }
}
