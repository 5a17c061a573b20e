package org.waymark.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.waymark.web.Trouble;
import org.waymark.web.gate.Problem;
import tools.jackson.databind.json.JsonMapper;

/// The description of the API (OpenAPI 3.1), read off the controllers: what is mapped is in it,
/// and what is in it is mapped.
final class OpenApi {
  private static final String PROBLEM = "application/problem+json";

  private final Schemas schemas;
  private final Operations operations;
  private final Map<String, Map<String, Object>> paths = new TreeMap<>();

  private OpenApi(JsonMapper mapper) {
    schemas = new Schemas(mapper);
    operations = new Operations(schemas);
  }

  /// @param routes every mapped route; those below `/api` are described
  static Map<String, Object> of(Map<RequestMappingInfo, HandlerMethod> routes, JsonMapper mapper) {
    OpenApi api = new OpenApi(mapper);
    routes.forEach((route, handler) -> {
      for (String pattern : route.getPatternValues()) {
        if (pattern.startsWith("/api/")) {
          String path = pattern.replaceAll("\\{([A-Za-z]+):[^/]*}", "{$1}");
          for (RequestMethod method : route.getMethodsCondition().getMethods()) {
            api.paths
                .computeIfAbsent(path, p -> new TreeMap<>())
                .merge(
                    method.name().toLowerCase(Locale.ROOT),
                    api.operations.of(path, method, route, handler),
                    (one, other) -> Operations.together((Map<?, ?>) one, (Map<?, ?>) other));
          }
        }
      }
    });
    return api.document();
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "Waymark",
            "version",
            "1",
            "description",
            "Everything that the pages show, for programs. Figures are those of the last"
                + " published run; which students and schools an answer speaks of depends on who"
                + " asks, by the same rules as on the pages."));
    document.put("servers", List.of(Map.of("url", "/")));
    document.put("security", List.of(Map.of("session", List.of()), Map.of("token", List.of())));
    document.put("paths", paths);
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("schemas", allSchemas());
    components.put("responses", problems());
    components.put(
        "headers",
        Map.of(
            "RequestId", header("string", "Number of the request, as the log names it"),
            "TotalCount", header("integer", "How many there are in all"),
            "Link", header("string", "First, previous, next and last page (RFC 8288)"),
            "ETag", header("string", "Which state of things the answer is of")));
    components.put(
        "securitySchemes",
        Map.of(
            "session",
            Map.of(
                "type", "apiKey",
                "in", "cookie",
                "name", "waymark",
                "description", "The session of a browser that has signed in"),
            "token",
            Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT")));
    document.put("components", components);
    return document;
  }

  private Map<String, Object> allSchemas() {
    Map<String, Object> all = new TreeMap<>(schemas.named());
    all.put(
        "Problem",
        Map.of(
            "type",
            "object",
            "description",
            "Trouble, as RFC 9457 has it",
            "properties",
            Map.of(
                "type", Map.of("type", "string"),
                "title", Map.of("type", "string"),
                "status", Map.of("type", "integer"),
                "detail", Map.of("type", "string"),
                "requestId", Map.of("type", "string", "format", "uuid")),
            "required",
            List.of("type", "title", "status", "detail", "requestId")));
    return all;
  }

  private static Map<String, Object> problems() {
    Map<String, Object> all = new TreeMap<>();
    Problem.KINDS.forEach((status, kind) -> all.put(
        kind,
        Map.of(
            "description",
            Trouble.of(status).title(),
            "content",
            Map.of(PROBLEM, Map.of("schema", Schemas.reference("Problem"))))));
    return all;
  }

  private static Map<String, Object> header(String type, String words) {
    return Map.of("description", words, "schema", Map.of("type", type));
  }
}
