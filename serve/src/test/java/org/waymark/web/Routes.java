package org.waymark.web;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.waymark.web.api.Api;

/// Every route that the running server maps, read off the mapping itself: a new controller is in
/// every walk from its first day.
@SuppressWarnings("NullAway") // what is missing fails the test
record Routes(List<Route> all) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\*?([A-Za-z]+)(:[^{}]*(\\{[^{}]*\\}[^{}]*)*)?\\}");

  /// One pattern with one method.
  ///
  /// @param parameters names that the method asks for, in the address or in a form
  /// @param body type of the JSON body, or null
  record Route(
      String method,
      String pattern,
      List<String> variables,
      List<String> parameters,
      List<String> headers,
      Class<?> body,
      Method handler) {

    boolean isApi() {
      return pattern.startsWith("/api/");
    }

    boolean readsForm() {
      PostMapping mapping = handler.getAnnotation(PostMapping.class);
      return mapping != null
          && List.of(mapping.consumes()).contains(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    boolean hasBody() {
      Api api = handler.getAnnotation(Api.class);
      return body != null || api != null && api.body().length > 0;
    }

    boolean isGet() {
      return method.equals("GET");
    }

    /// The address with every variable replaced.
    String path(String value) {
      return VARIABLE.matcher(pattern).replaceAll(java.util.regex.Matcher.quoteReplacement(value));
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  static Routes of(MapleValley district) {
    List<Route> all = new ArrayList<>();
    district
        .server
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((info, handler) -> {
          Set<String> methods = new TreeSet<>(info.getMethodsCondition().getMethods().stream()
              .map(RequestMethod::name)
              .collect(Collectors.toSet()));
          if (methods.isEmpty()) {
            methods.add("GET");
          }
          for (String pattern : info.getPatternValues()) {
            for (String method : methods) {
              all.add(of(method, pattern, handler.getMethod()));
            }
          }
        });
    all.sort(Comparator.comparing(Route::pattern).thenComparing(Route::method));
    return new Routes(List.copyOf(all));
  }

  private static Route of(String method, String pattern, Method handler) {
    List<String> parameters = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    Class<?> body = null;
    for (Parameter parameter : handler.getParameters()) {
      RequestParam asked = parameter.getAnnotation(RequestParam.class);
      if (asked != null && !parameter.getType().equals(java.util.Map.class)) {
        parameters.add(
            asked.name().isEmpty()
                ? asked.value().isEmpty() ? parameter.getName() : asked.value()
                : asked.name());
      }
      RequestHeader header = parameter.getAnnotation(RequestHeader.class);
      if (header != null) {
        headers.add(header.name().isEmpty() ? header.value() : header.name());
      }
      if (parameter.isAnnotationPresent(RequestBody.class)) {
        body = parameter.getType();
      }
    }
    Api api = handler.getAnnotation(Api.class);
    if (api != null) {
      parameters.addAll(List.of(api.asks()));
      if (api.paged()) {
        parameters.addAll(List.of("limit", "offset"));
      }
    }
    return new Route(
        method,
        pattern,
        VARIABLE.matcher(pattern).results().map(found -> found.group(1)).toList(),
        parameters,
        headers,
        body,
        handler);
  }
}
