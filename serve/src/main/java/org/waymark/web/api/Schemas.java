package org.waymark.web.api;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/// JSON Schema of the answers, from the records that are answered. Which properties a record has
/// is asked of the same mapper that writes it; whether one may be null, of its `@Nullable`.
final class Schemas {
  private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.ofEntries(
      Map.entry(String.class, Map.of("type", "string")),
      Map.entry(boolean.class, Map.of("type", "boolean")),
      Map.entry(Boolean.class, Map.of("type", "boolean")),
      Map.entry(int.class, Map.of("type", "integer", "format", "int32")),
      Map.entry(Integer.class, Map.of("type", "integer", "format", "int32")),
      Map.entry(long.class, Map.of("type", "integer", "format", "int64")),
      Map.entry(Long.class, Map.of("type", "integer", "format", "int64")),
      Map.entry(BigInteger.class, Map.of("type", "integer")),
      Map.entry(double.class, Map.of("type", "number", "format", "double")),
      Map.entry(Double.class, Map.of("type", "number", "format", "double")),
      Map.entry(BigDecimal.class, Map.of("type", "number")),
      Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
      Map.entry(OffsetDateTime.class, Map.of("type", "string", "format", "date-time")),
      Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
      Map.entry(byte[].class, Map.of("type", "string", "contentEncoding", "base64")));

  private final JsonMapper mapper;
  private final Map<String, Map<String, Object>> named = new TreeMap<>();
  private final Map<String, Class<?>> owners = new TreeMap<>();

  Schemas(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /// The named schemas that were needed, by name.
  Map<String, Map<String, Object>> named() {
    return named;
  }

  /// The schema of a type as a method or a field declares it.
  Map<String, Object> of(AnnotatedType declared) {
    Map<String, Object> schema = plain(declared);
    return declared.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
  }

  /// The schema of what a caller may send: the components of a record.
  Map<String, Object> ofBody(Class<?> type) {
    if (!type.isRecord()) {
      return of(type);
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), of(component.getAnnotatedType()));
    }
    List<String> required = Arrays.stream(type.getRecordComponents())
        .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .map(RecordComponent::getName)
        .toList();
    return named(type, properties, required);
  }

  private Map<String, Object> plain(AnnotatedType declared) {
    Type type = declared.getType();
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      AnnotatedType[] inside = declared instanceof AnnotatedParameterizedType p
          ? p.getAnnotatedActualTypeArguments()
          : new AnnotatedType[0];
      if (Collection.class.isAssignableFrom(raw) && inside.length == 1) {
        return Map.of("type", "array", "items", of(inside[0]));
      }
      if (Optional.class.isAssignableFrom(raw) && inside.length == 1) {
        return orNull(of(inside[0]));
      }
      if (Map.class.isAssignableFrom(raw) && inside.length == 2) {
        return Map.of("type", "object", "additionalProperties", of(inside[1]));
      }
      return of(raw);
    }
    return type instanceof Class<?> raw ? of(raw) : Map.of();
  }

  /// The schema of a class or record.
  Map<String, Object> of(Class<?> type) {
    Map<String, Object> simple = SIMPLE.get(type);
    if (simple != null) {
      return simple;
    }
    if (type.isEnum()) {
      return Map.of(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .toList());
    }
    if (type.isSealed() && type.isInterface()) {
      return Map.of(
          "anyOf", Arrays.stream(type.getPermittedSubclasses()).map(this::of).toList());
    }
    if (!type.getName().startsWith("org.waymark.") || type.isInterface()) {
      return Map.of();
    }
    String name = name(type);
    if (!named.containsKey(name)) {
      // begun before its properties, which may name it again
      named.put(name, Map.of());
      Map<String, Object> properties = new LinkedHashMap<>();
      properties(type).forEach((property, as) -> properties.put(property, of(as)));
      return named(type, properties, List.copyOf(properties.keySet()));
    }
    return reference(name);
  }

  private Map<String, Object> named(
      Class<?> type, Map<String, Object> properties, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    named.put(name(type), schema);
    return reference(name(type));
  }

  private Map<String, AnnotatedType> properties(Class<?> type) {
    Map<String, AnnotatedType> found = new LinkedHashMap<>();
    mapper.acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base() {
      @Override
      public JsonObjectFormatVisitor expectObjectFormat(JavaType known) {
        return new JsonObjectFormatVisitor.Base(getContext()) {
          @Override
          public void property(BeanProperty property) {
            found.put(property.getName(), declared(property));
          }

          @Override
          public void optionalProperty(BeanProperty property) {
            found.put(property.getName(), declared(property));
          }
        };
      }
    });
    return found;
  }

  private static AnnotatedType declared(BeanProperty property) {
    return switch (property.getMember().getAnnotated()) {
      case Method method -> method.getAnnotatedReturnType();
      case Field field -> field.getAnnotatedType();
      default ->
        throw new IllegalStateException(property.getName() + " is neither a method nor a field");
    };
  }

  /// `OverviewLine` for `web.overview.Overview.Line`: the room, where it is in, its own name.
  private String name(Class<?> type) {
    String[] rooms = type.getPackageName().split("\\.");
    StringBuilder name = new StringBuilder(capital(rooms[rooms.length - 1]));
    Class<?> outer = type.getEnclosingClass();
    if (outer != null
        && !outer.getSimpleName().endsWith("Controller")
        && !outer.getSimpleName().contentEquals(name)) {
      name.append(outer.getSimpleName());
    }
    if (!type.getSimpleName().contentEquals(name)) {
      name.append(type.getSimpleName());
    }
    Class<?> owner = owners.putIfAbsent(name.toString(), type);
    if (owner != null && owner != type) {
      throw new IllegalStateException(
          "the schema " + name + " would stand for " + owner + " and for " + type);
    }
    return name.toString();
  }

  private static String capital(String room) {
    return room.substring(0, 1).toUpperCase(Locale.ROOT) + room.substring(1);
  }

  static Map<String, Object> reference(String name) {
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    if (schema.get("type") instanceof String type && !schema.containsKey("enum")) {
      Map<String, Object> either = new LinkedHashMap<>(schema);
      either.put("type", List.of(type, "null"));
      return either;
    }
    return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
  }
}
