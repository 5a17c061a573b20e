package org.waymark.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.waymark.engine.Card;
import org.waymark.engine.Card.DataTest;
import org.waymark.engine.Card.Materialized;
import org.waymark.engine.Card.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a card in dbt's property keys: `models: [{name, description, config, columns,
/// data_tests}]`.
public final class CardReader {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> MODEL_KEYS =
      Set.of("name", "description", "config", "columns", "data_tests");
  private static final Set<String> COLUMN_KEYS =
      Set.of("name", "description", "data_type", "meta", "data_tests");
  private static final Set<String> TESTS =
      Set.of("not_null", "unique", "accepted_values", "relationships", "range", "expression");

  private CardReader() {}

  /// @param where the file, for messages
  public static Card read(String room, String yaml, String where) {
    JsonNode root = YAML.readTree(yaml);
    JsonNode model = root.path("models").path(0);
    if (model.isMissingNode()) {
      throw new IllegalArgumentException(where + ": expected one entry under models:");
    }
    refuseUnknown(model, MODEL_KEYS, where);
    var columns = new ArrayList<Card.Column>();
    for (JsonNode column : model.path("columns")) {
      refuseUnknown(column, COLUMN_KEYS, where);
      columns.add(new Card.Column(
          text(column, "name", where),
          text(column, "description", where),
          column.path("data_type").asString(""),
          column.path("meta").path("unit").asString(""),
          column.path("meta").path("sensitivity").asString("none"),
          tests(column.path("data_tests"), where)));
    }
    JsonNode config = model.path("config");
    return new Card(
        room + "." + text(model, "name", where),
        text(model, "description", where),
        Materialized.valueOf(
            config.path("materialized").asString("table").toUpperCase(Locale.ROOT)),
        map(config.path("meta")),
        columns,
        tests(model.path("data_tests"), where));
  }

  private static List<DataTest> tests(JsonNode nodes, String where) {
    var tests = new ArrayList<DataTest>();
    for (JsonNode node : nodes) {
      String kind =
          node.isString() ? node.asString() : node.propertyNames().iterator().next();
      if (!TESTS.contains(kind)) {
        throw new IllegalArgumentException(
            where + ": unknown test " + kind + "; known are " + TESTS);
      }
      Map<String, Object> arguments = node.isString() ? Map.of() : map(node.path(kind));
      Severity severity = Severity.valueOf(
          arguments.getOrDefault("severity", "error").toString().toUpperCase(Locale.ROOT));
      tests.add(new DataTest(kind, arguments, severity));
    }
    return tests;
  }

  private static String text(JsonNode node, String key, String where) {
    String text = node.path(key).asString("").strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(where + ": " + key + " is missing in " + node);
    }
    return text;
  }

  private static void refuseUnknown(JsonNode node, Set<String> known, String where) {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(where + ": unknown key " + key + "; known are " + known);
      }
    }
  }

  private static Map<String, Object> map(JsonNode node) {
    var map = new LinkedHashMap<String, Object>();
    for (var entry : node.properties()) {
      map.put(entry.getKey(), value(entry.getValue()));
    }
    return map;
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      var list = new ArrayList<Object>();
      node.forEach(child -> list.add(value(child)));
      return list;
    }
    if (node.isObject()) {
      return map(node);
    }
    if (node.isNumber()) {
      return node.numberValue();
    }
    return node.isBoolean() ? (Object) node.asBoolean() : node.asString("");
  }
}
