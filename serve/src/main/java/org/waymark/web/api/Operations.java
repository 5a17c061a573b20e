package org.waymark.web.api;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.gate.Problem;

/// What each address of the API does: parameters, body and answers, read off its method.
final class Operations {
  /// What any address may answer instead of what was asked for.
  private static final List<Integer> ALWAYS = List.of(401, 404, 406, 429, 500, 503);

  private final Schemas schemas;

  Operations(Schemas schemas) {
    this.schemas = schemas;
  }

  /// What one address does with one method.
  Map<String, Object> of(
      String path, RequestMethod method, RequestMappingInfo route, HandlerMethod handler) {
    @Nullable Api api = handler.getMethodAnnotation(Api.class);
    @Nullable OpenTo door = handler.getMethodAnnotation(OpenTo.class);
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id(path, method));
    operation.put("summary", api == null ? path : api.value());
    if (door != null) {
      operation.put(
          "description",
          "Open to: "
              + door.value().roles().stream()
                  .sorted()
                  .map(Person.Role::title)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    String[] parts = path.split("/");
    operation.put("tags", List.of(parts.length > 3 ? parts[3] : parts[2]));
    if (door != null && door.value() == Circle.ANYBODY) {
      operation.put("security", List.of());
    }
    boolean isForm = route
        .getConsumesCondition()
        .getConsumableMediaTypes()
        .contains(MediaType.APPLICATION_FORM_URLENCODED);
    List<Map<String, Object>> parameters =
        isForm ? List.of() : parameters(handler.getMethod(), api);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    @Nullable
    Map<String, Object> sent = isForm ? form(handler.getMethod()) : body(handler.getMethod(), api);
    if (sent != null) {
      String type = isForm ? MediaType.APPLICATION_FORM_URLENCODED_VALUE : "application/json";
      operation.put(
          "requestBody", Map.of("required", true, "content", Map.of(type, Map.of("schema", sent))));
    }
    operation.put(
        "responses",
        responses(handler.getMethod(), api, method, sent != null, !parameters.isEmpty()));
    return operation;
  }

  /// Two handlers of one address that differ in what they read: one operation with both bodies.
  static Map<String, Object> together(Map<?, ?> one, Map<?, ?> other) {
    Map<String, Object> both = new LinkedHashMap<>();
    one.forEach((key, value) -> both.put((String) key, value));
    Map<Object, Object> contents = new TreeMap<>();
    for (Map<?, ?> operation : List.of(one, other)) {
      if (operation.get("requestBody") instanceof Map<?, ?> body
          && body.get("content") instanceof Map<?, ?> content) {
        contents.putAll(content);
      }
    }
    both.put("requestBody", Map.of("required", true, "content", contents));
    return both;
  }

  private @Nullable Map<String, Object> body(Method method, @Nullable Api api) {
    if (api != null && api.body().length > 0) {
      return fields(api.body());
    }
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(RequestBody.class)) {
        return schemas.ofBody(parameter.getType());
      }
    }
    return null;
  }

  private static Map<String, Object> form(Method method) {
    return fields(Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
        .map(parameter -> {
          RequestParam asked = parameter.getAnnotation(RequestParam.class);
          return named(parameter, asked.name(), asked.value());
        })
        .toArray(String[]::new));
  }

  /// Texts, each of which may be left out.
  private static Map<String, Object> fields(String[] names) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String name : names) {
      properties.put(name, Map.of("type", List.of("string", "null")));
    }
    return Map.of("type", "object", "properties", properties, "additionalProperties", false);
  }

  /// `getRiskModelsById`.
  private static String id(String path, RequestMethod method) {
    StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
    for (String part : path.replaceFirst("^/api/(v1/)?", "").split("[/.-]")) {
      String word =
          part.startsWith("{") ? "By" + capital(part.substring(1, part.length() - 1)) : part;
      id.append(capital(word));
    }
    return id.toString();
  }

  private static String capital(String word) {
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private List<Map<String, Object>> parameters(Method method, @Nullable Api api) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      @Nullable PathVariable variable = parameter.getAnnotation(PathVariable.class);
      @Nullable RequestParam asked = parameter.getAnnotation(RequestParam.class);
      @Nullable RequestHeader header = parameter.getAnnotation(RequestHeader.class);
      if (variable != null) {
        all.add(parameter(
            named(parameter, variable.name(), variable.value()), "path", true, parameter));
      } else if (asked != null && !Map.class.isAssignableFrom(parameter.getType())) {
        boolean isRequired =
            asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        all.add(parameter(
            named(parameter, asked.name(), asked.value()), "query", isRequired, parameter));
      } else if (header != null) {
        all.add(
            parameter(named(parameter, header.name(), header.value()), "header", false, parameter));
      }
    }
    if (api != null) {
      for (String name : api.asks()) {
        all.add(parameter(name, "query", false, Map.of("type", "string")));
      }
      if (api.paged()) {
        all.add(parameter(
            "limit",
            "query",
            false,
            Map.of(
                "type", "integer", "minimum", 1, "maximum", Paging.MOST, "default", Paging.USUAL)));
        all.add(parameter(
            "offset", "query", false, Map.of("type", "integer", "minimum", 0, "default", 0)));
      }
    }
    return all;
  }

  private static String named(Parameter parameter, String name, String value) {
    return !name.isEmpty() ? name : !value.isEmpty() ? value : parameter.getName();
  }

  private Map<String, Object> parameter(
      String name, String in, boolean isRequired, Parameter declared) {
    return parameter(name, in, isRequired, schemas.of(declared.getAnnotatedType()));
  }

  private static Map<String, Object> parameter(
      String name, String in, boolean isRequired, Map<String, Object> schema) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put("description", Parameters.words(name));
    parameter.put("required", isRequired);
    parameter.put("schema", schema);
    return parameter;
  }

  private Map<String, Object> responses(
      Method method, @Nullable Api api, RequestMethod verb, boolean hasBody, boolean isAsked) {
    Map<String, Object> all = new TreeMap<>();
    Map<String, Object> right = new LinkedHashMap<>();
    right.put("description", api == null ? "What was asked for" : api.value());
    Map<String, Object> headers = new TreeMap<>();
    headers.put("X-Request-Id", Map.of("$ref", "#/components/headers/RequestId"));
    if (api != null && api.paged()) {
      headers.put("X-Total-Count", Map.of("$ref", "#/components/headers/TotalCount"));
      headers.put("Link", Map.of("$ref", "#/components/headers/Link"));
    }
    right.put("headers", headers);
    AnnotatedType answer = answer(method);
    if (api != null && api.answers() != void.class) {
      right.put("content", json(schemas.of(api.answers())));
    } else if (answer.getType() != void.class && answer.getType() != Void.class) {
      right.put("content", json(schemas.of(answer)));
    }
    if (verb == RequestMethod.GET) {
      headers.put("ETag", Map.of("$ref", "#/components/headers/ETag"));
      all.put("304", Map.of("description", "Unchanged since the ETag sent in If-None-Match"));
    }
    all.put("200", right);
    if (verb == RequestMethod.POST) {
      all.put("201", right);
    }
    ALWAYS.forEach(status -> all.put(status.toString(), problem(status)));
    boolean isSafe = verb == RequestMethod.GET || verb == RequestMethod.HEAD;
    if (isAsked || hasBody || !isSafe) {
      all.put("400", problem(400));
    }
    if (!isSafe) {
      List.of(403, 409, 413, 415, 422, 428)
          .forEach(status -> all.put(status.toString(), problem(status)));
    }
    return all;
  }

  private static AnnotatedType answer(Method method) {
    AnnotatedType type = method.getAnnotatedReturnType();
    return method.getReturnType() == ResponseEntity.class
            && type instanceof AnnotatedParameterizedType generic
        ? generic.getAnnotatedActualTypeArguments()[0]
        : type;
  }

  private static Map<String, Object> json(Map<String, Object> schema) {
    return Map.of("application/json", Map.of("schema", schema));
  }

  private static Map<String, Object> problem(int status) {
    return Map.of("$ref", "#/components/responses/" + Problem.KINDS.get(status));
  }
}
