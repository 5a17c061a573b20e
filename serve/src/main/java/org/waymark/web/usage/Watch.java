package org.waymark.web.usage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.waymark.access.Person;
import org.waymark.usage.Event;
import org.waymark.usage.Event.Kind;
import org.waymark.usage.EventLog;
import org.waymark.web.Asker;
import org.waymark.web.api.Parameters;

/// Notes what was used, once the answer is on its way.
public final class Watch implements HandlerInterceptor {
  private static final Set<String> NO_FILTERS = Set.of("limit", "offset", "id", "page");

  private final EventLog events;

  public Watch(EventLog events) {
    this.events = events;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception trouble) {
    @Nullable Person person = Asker.personOrNull();
    @Nullable Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (person == null
        || !(handler instanceof HandlerMethod)
        || pattern == null
        || trouble != null
        || response.getStatus() >= 400) {
      return;
    }
    String place = place(pattern.toString());
    events.note(new Event(person, Instant.now(), kind(request, place), place, filters(request)));
  }

  /// The pattern without what its variables must look like.
  static String place(String pattern) {
    return pattern.replaceAll("\\{([A-Za-z]+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
  }

  private static Kind kind(HttpServletRequest request, String place) {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      return Kind.ACTION;
    }
    if (place.startsWith("/api/")) {
      return Kind.API;
    }
    return place.matches(".*\\.(csv|xlsx|pdf|md)") ? Kind.FILE : Kind.VIEW;
  }

  /// Names that we gave ourselves; a name that somebody invented is text of theirs.
  private static List<String> filters(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return List.of();
    }
    return request.getParameterMap().entrySet().stream()
        .filter(parameter -> Parameters.isKnown(parameter.getKey()))
        .filter(parameter -> !NO_FILTERS.contains(parameter.getKey()))
        .filter(parameter -> parameter.getValue().length > 0 && !parameter.getValue()[0].isBlank())
        .map(java.util.Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
