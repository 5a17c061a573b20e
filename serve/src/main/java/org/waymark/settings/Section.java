package org.waymark.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Some settings, each asked for by its key and kind. A value of another kind is refused with
/// its place and what was expected; the value itself is not repeated where it may be a secret.
public final class Section {

  private final JsonNode node;
  private final String place;

  Section(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  static Section of(JsonNode node, String place, String... known) {
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw new IllegalArgumentException(place + ": expected settings below it, one to a line");
    }
    for (String key : node.propertyNames()) {
      if (!Arrays.asList(known).contains(key)) {
        throw new IllegalArgumentException(place + ": unknown setting " + key + "; did you mean "
            + nearest(key, Arrays.asList(known)) + "?");
      }
    }
    return new Section(node, place);
  }

  /// Where this stands, for a message.
  public String place() {
    return place;
  }

  public boolean has(String key) {
    return !node.path(key).isMissingNode() && !node.path(key).isNull();
  }

  public boolean isEmpty() {
    return node.isMissingNode() || node.isNull() || node.isEmpty();
  }

  /// A word or a line; also a number, as it is written.
  public String text(String key, String fallback) {
    JsonNode value = node.path(key);
    if (!has(key)) {
      return fallback;
    }
    if (!value.isValueNode()) {
      throw wrong(key, "one text");
    }
    return value.asString();
  }

  public double number(String key, double fallback, double least, double most) {
    JsonNode value = node.path(key);
    if (!has(key)) {
      return fallback;
    }
    if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
      throw wrong(key, "a number from " + plain(least) + " to " + plain(most));
    }
    return value.asDouble();
  }

  public int whole(String key, int fallback, int least, int most) {
    JsonNode value = node.path(key);
    if (!has(key)) {
      return fallback;
    }
    if (!value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
      throw wrong(key, "a whole number from " + least + " to " + most);
    }
    return value.asInt();
  }

  public boolean flag(String key, boolean fallback) {
    JsonNode value = node.path(key);
    if (!has(key)) {
      return fallback;
    }
    if (!value.isBoolean()) {
      throw wrong(key, "true or false");
    }
    return value.asBoolean();
  }

  /// A list of words; empty without the key.
  public List<String> words(String key) {
    JsonNode value = node.path(key);
    if (!has(key)) {
      return List.of();
    }
    if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isValueNode)) {
      throw wrong(key, "a list such as [one, two]");
    }
    return value.valueStream().map(JsonNode::asString).toList();
  }

  /// The settings below a key.
  public Section section(String key, String... known) {
    return of(node.path(key), place + "." + key, known);
  }

  /// Settings below a key under names of the district's own.
  public Section open(String key) {
    return new Section(node.path(key), place + "." + key);
  }

  /// A list of groups of settings.
  public List<Section> sections(String key, String... known) {
    JsonNode value = node.path(key);
    if (!has(key)) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(key, "a list");
    }
    return value.valueStream().map(one -> of(one, place + "." + key, known)).toList();
  }

  /// Groups of settings under names of the district's own.
  public Map<String, Section> named(String key, String... known) {
    var named = new LinkedHashMap<String, Section>();
    Section below = open(key);
    for (String name : below.keys()) {
      named.put(name, below.section(name, known));
    }
    return named;
  }

  /// The keys that stand here, in their order.
  public List<String> keys() {
    if (!isEmpty() && !node.isObject()) {
      throw new IllegalArgumentException(place + ": expected names with settings below them");
    }
    return List.copyOf(node.propertyNames());
  }

  /// A mistake at a key, said so that it can be mended.
  public IllegalArgumentException wrong(String key, String expected) {
    return new IllegalArgumentException(place + "." + key + ": expected " + expected);
  }

  /// The known word that is written most like the given one.
  public static String nearest(String word, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(k -> distance(k, word))).orElse("");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /// How many letters must change (Levenshtein).
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
