package org.waymark.sources.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place in a YAML file that answers in types and complains in words.
///
/// @param file name of the file, for messages
/// @param path of the place within it: `layouts[0].columns.score`
record YamlNode(String file, String path, @Nullable Object value) {

  IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(
        file + ": " + (path.isEmpty() ? "" : path + ": ") + message);
  }

  /// The entries of a map, whose keys must be among those allowed.
  Map<String, YamlNode> map(Set<String> allowed) {
    Map<String, YamlNode> entries = map();
    for (String key : entries.keySet()) {
      if (!allowed.contains(key)) {
        throw wrong("unknown key `"
            + key
            + "`"
            + Nearest.to(key, allowed)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("; expected one of "
                    + String.join(", ", allowed.stream().sorted().toList())));
      }
    }
    return entries;
  }

  Map<String, YamlNode> map() {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("expected `key: value` lines, saw " + value);
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    map.forEach((key, entry) -> entries.put(String.valueOf(key), child("." + key, entry)));
    return entries;
  }

  List<YamlNode> list() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      return List.of(this);
    }
    List<YamlNode> nodes = new ArrayList<>();
    for (Object item : items) {
      nodes.add(child("[" + nodes.size() + "]", item));
    }
    return nodes;
  }

  List<String> texts() {
    return list().stream().map(YamlNode::text).toList();
  }

  String text() {
    if (value == null || value instanceof Map || value instanceof List) {
      throw wrong("expected a text");
    }
    return String.valueOf(value);
  }

  boolean flag() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong("expected true or false, saw " + value);
  }

  double number() {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong("expected a number, saw " + value);
  }

  boolean isMap() {
    return value instanceof Map;
  }

  private YamlNode child(String step, @Nullable Object entry) {
    String next = path.isEmpty() && step.startsWith(".") ? step.substring(1) : path + step;
    return new YamlNode(file, next, entry);
  }
}
