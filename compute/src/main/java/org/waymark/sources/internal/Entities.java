package org.waymark.sources.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entities that `entities.yml` declares.
record Entities(Map<String, Entity> byName) {
  private static final String FILE = "entities.yml";

  static Entities shipped() {
    try (InputStream in = Entities.class.getResourceAsStream("/org/waymark/sources/" + FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the program");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Entities read(String text) {
    Map<String, Entity> entities = new LinkedHashMap<>();
    Yaml.read(FILE, text).map().forEach((name, node) -> entities.put(name, entity(name, node)));
    return new Entities(entities);
  }

  Optional<Entity> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Entity get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no entity " + name));
  }

  Collection<Entity> all() {
    return byName.values();
  }

  private static Entity entity(String name, YamlNode node) {
    Map<String, YamlNode> entries = node.map(Set.of("key", "students", "columns"));
    YamlNode students = entries.get("students");
    boolean hasStudents = students != null && students.flag();
    List<Entity.Column> columns = new ArrayList<>();
    if (hasStudents) {
      Entity.STUDENT_IDS.forEach(id -> columns.add(Entity.Column.text(id)));
    }
    YamlNode declared = entries.get("columns");
    if (declared != null) {
      declared.map().forEach((column, rules) -> columns.add(column(column, rules)));
    }
    YamlNode key = entries.get("key");
    return new Entity(name, key == null ? List.of() : key.texts(), hasStudents, columns);
  }

  private static Entity.Column column(String name, YamlNode node) {
    Map<String, YamlNode> rules = node.map(Set.of(
        "type", "required", "values", "open", "min", "max", "unit", "past", "far", "refers"));
    YamlNode type = rules.get("type");
    YamlNode values = rules.get("values");
    YamlNode refers = rules.get("refers");
    return new Entity.Column(
        name,
        type == null ? ColumnType.TEXT : ColumnType.valueOf(type.text().toUpperCase(Locale.ROOT)),
        isSet(rules.get("required")),
        values == null ? List.of() : values.texts(),
        isSet(rules.get("open")),
        number(rules.get("min")),
        number(rules.get("max")),
        rules.containsKey("unit"),
        isSet(rules.get("past")),
        isSet(rules.get("far")),
        refers == null ? null : refers.text());
  }

  private static boolean isSet(@Nullable YamlNode node) {
    return node != null && node.flag();
  }

  private static @Nullable Double number(@Nullable YamlNode node) {
    return node == null ? null : (Double) node.number();
  }
}
