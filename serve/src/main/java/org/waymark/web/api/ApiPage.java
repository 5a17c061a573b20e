package org.waymark.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Trouble;
import org.waymark.web.gate.Problem;

/// The description of the API as people read it. Made from the document itself, so that page and
/// document never differ.
///
/// @param schemas what the answers are made of
/// @param troubles the kinds of trouble, by status
public record ApiPage(
    List<Operation> operations, List<Schema> schemas, Map<Integer, Problem.Kind> troubles) {

  /// One address with one method.
  public record Operation(
      String method,
      String path,
      String summary,
      String description,
      List<Field> parameters,
      String answer) {}

  /// One thing that answers are made of.
  public record Schema(String name, List<Field> fields) {}

  /// A parameter or a property.
  public record Field(String name, String type, String words) {}

  static ApiPage of(Map<String, Object> document) {
    List<Operation> operations = new ArrayList<>();
    map(document.get("paths"))
        .forEach((path, methods) -> map(methods)
            .forEach(
                (method, operation) -> operations.add(operation(path, method, map(operation)))));
    List<Schema> schemas = new ArrayList<>();
    map(map(document.get("components")).get("schemas")).forEach((name, schema) -> {
      List<Field> fields = new ArrayList<>();
      map(map(schema).get("properties"))
          .forEach((field, type) -> fields.add(new Field(field, type(type), "")));
      schemas.add(new Schema(name, fields));
    });
    Map<Integer, Problem.Kind> troubles = new TreeMap<>();
    Problem.KINDS
        .keySet()
        .forEach(status -> troubles.put(
            status, new Problem.Kind(Problem.type(status), Trouble.of(status).title())));
    return new ApiPage(operations, schemas, troubles);
  }

  private static Operation operation(String path, String method, Map<String, Object> operation) {
    List<Field> parameters = list(operation.get("parameters")).stream()
        .map(ApiPage::map)
        .map(p -> new Field(
            text(p.get("name")) + (Boolean.TRUE.equals(p.get("required")) ? " (needed)" : ""),
            type(p.get("schema")),
            text(p.get("description"))))
        .toList();
    Map<String, Object> right = map(map(operation.get("responses")).get("200"));
    Map<String, Object> json = map(map(right.get("content")).get("application/json"));
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        text(operation.get("summary")),
        text(operation.get("description")),
        parameters,
        json.isEmpty() ? "nothing" : type(json.get("schema")));
  }

  /// A type in few words: "list of OverviewLine", "integer or null".
  private static String type(@Nullable Object schema) {
    Map<String, Object> it = map(schema);
    if (it.get("$ref") instanceof String reference) {
      return reference.substring(reference.lastIndexOf('/') + 1);
    }
    if (it.get("anyOf") instanceof List<?> any) {
      return String.join(" or ", any.stream().map(ApiPage::type).toList());
    }
    if (it.get("enum") instanceof List<?> values) {
      return String.join(" | ", values.stream().map(String::valueOf).toList());
    }
    if (it.get("type") instanceof List<?> types) {
      Map<String, Object> first = new LinkedHashMap<>(it);
      first.put("type", types.getFirst());
      return type(first) + " or null";
    }
    return switch (text(it.get("type"))) {
      case "array" -> "list of " + type(it.get("items"));
      case "object" -> "each: " + type(it.get("additionalProperties"));
      case "null" -> "null";
      case "string" -> it.containsKey("format") ? text(it.get("format")) : "text";
      case "" -> "anything";
      case String other -> other;
    };
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
