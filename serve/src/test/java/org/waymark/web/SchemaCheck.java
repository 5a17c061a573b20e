package org.waymark.web;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Holds an answer against the schema that the description of the API gives it: every level, no
/// property more and none less.
final class SchemaCheck {
  private final JsonNode document;
  private final List<String> wrong = new ArrayList<>();

  private SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /// What does not fit; empty when all does.
  static List<String> of(JsonNode document, JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(document);
    check.check(schema, value, "");
    return check.wrong;
  }

  private void check(JsonNode schema, JsonNode value, String at) {
    if (wrong.size() > 5) {
      return;
    }
    if (schema.has("$ref")) {
      JsonNode named = document.at(schema.get("$ref").asString().substring(1));
      if (named.isMissingNode()) {
        wrong.add(at + ": no schema " + schema.get("$ref"));
        return;
      }
      check(named, value, at);
    } else if (schema.has("anyOf")) {
      boolean fits = schema
          .get("anyOf")
          .valueStream()
          .anyMatch(one -> SchemaCheck.of(document, one, value).isEmpty());
      if (!fits) {
        wrong.add(at + ": fits none of " + brief(schema) + ": " + brief(value));
      }
    } else if (schema.has("type")) {
      boolean fits = schema.get("type").isArray()
          ? schema.get("type").valueStream().anyMatch(type -> is(type.asString(), value))
          : is(schema.get("type").asString(), value);
      if (!fits) {
        wrong.add(at + ": expected " + schema.get("type") + ", saw " + brief(value));
      } else {
        inside(schema, value, at);
      }
    }
  }

  private void inside(JsonNode schema, JsonNode value, String at) {
    if (schema.has("enum")
        && schema.get("enum").valueStream().noneMatch(one -> one.equals(value))) {
      wrong.add(at + ": " + brief(value) + " is none of " + brief(schema.get("enum")));
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), at + "[" + i + "]");
      }
    }
    if (value.isObject()) {
      JsonNode properties = schema.path("properties");
      for (JsonNode name : schema.path("required")) {
        if (!value.has(name.asString())) {
          wrong.add(at + ": without " + name);
        }
      }
      for (String name : value.propertyNames()) {
        if (properties.has(name)) {
          check(properties.get(name), value.get(name), at + "." + name);
        } else if (schema.has("additionalProperties")) {
          check(schema.get("additionalProperties"), value.get(name), at + "." + name);
        } else if (schema.has("properties")) {
          wrong.add(at + ": has " + name + ", which no description names");
        }
      }
    }
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "null" -> value.isNull();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> false;
    };
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() > 160 ? text.substring(0, 160) + "…" : text;
  }
}
