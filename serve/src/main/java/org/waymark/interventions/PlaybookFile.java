package org.waymark.interventions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads one playbook: YAML between two lines of three hyphens, then Markdown.
final class PlaybookFile {
  static final int LONGEST = 64 * 1024;

  private static final Set<String> KEYS = new TreeSet<>(Set.of(
      "title", "when", "tier", "area", "who", "weeks", "dosage", "measure", "goal", "evidence"));
  private static final List<String> GRADES =
      List.of("PK", "K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
  private static final List<String> BANDS = List.of("low", "some", "at_risk", "high");
  private static final List<String> LEVELS =
      List.of("strong", "moderate", "promising", "rationale", "local");
  private static final YAMLMapper YAML = YAMLMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
      .build();

  private final String name;
  private final String text;
  private final List<String> lines;

  private PlaybookFile(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = text.lines().toList();
  }

  /// Says file, line, what was seen and what was expected.
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String line) {
      super(line);
    }
  }

  /// @param name of the file, such as `attendance-letters.md`
  static Playbook read(String name, String text, boolean isShipped) throws Wrong {
    return new PlaybookFile(name, text.replace("\r\n", "\n").replace("\uFEFF", "")).read(isShipped);
  }

  private Playbook read(boolean isShipped) throws Wrong {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,59}\\.md")) {
      throw new Wrong(name + ": the name of a playbook is lower-case letters, digits and hyphens,"
          + " such as attendance-letters.md; rename the file");
    }
    if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
      throw new Wrong(name + ":1: saw \"" + (lines.isEmpty() ? "" : cut(lines.getFirst()))
          + "\", expected a line of three hyphens, then what and when in YAML");
    }
    int end = lines.subList(1, lines.size()).indexOf("---") + 1;
    if (end == 0) {
      throw new Wrong(name + ":" + lines.size()
          + ": the YAML never ends; expected a second line of three hyphens");
    }
    JsonNode root = yaml(String.join("\n", lines.subList(1, end)));
    known(root, KEYS, "");
    JsonNode when = section(root, "when", Set.of("reasons", "signs", "grades", "bands"));
    JsonNode dosage = section(root, "dosage", Set.of("minutes", "per_week"));
    JsonNode evidence = section(root, "evidence", Set.of("level", "finding", "source", "url"));
    List<String> reasons = words(when, "reasons", Need.KEYS);
    if (reasons.isEmpty()) {
      throw wrong("reasons", "nothing", "one or more of " + String.join(", ", Need.KEYS));
    }
    String signs = when.path("signs").asString("any");
    if (!signs.equals("any") && !signs.equals("serious")) {
      throw wrong("signs", signs, "any or serious");
    }
    String area = text(root, "area", 20);
    JsonNode goal =
        root.has("goal") ? section(root, "goal", Set.of("from", "to")) : root.path("goal");
    String from = goal.path("from").asString("");
    if (root.has("goal")) {
      if (!NeedReader.FIGURES.contains(from)) {
        throw wrong("from", from, "one of " + String.join(", ", NeedReader.FIGURES));
      }
      if (!goal.path("to").isNumber()) {
        throw wrong("to", goal.path("to").toString(), "a number: what the figure should become");
      }
    }
    String url = evidence.path("url").asString("");
    if (!url.isEmpty() && !url.matches("https://[^\\s\"<>]{1,290}")) {
      throw wrong("url", url, "an address that begins with https://");
    }
    String level = text(evidence, "level", 20);
    if (!LEVELS.contains(level)) {
      throw wrong("level", level, "one of " + String.join(", ", LEVELS));
    }
    return new Playbook(
        name.substring(0, name.length() - 3),
        text(root, "title", 120),
        new LinkedHashSet<>(reasons),
        signs.equals("serious"),
        words(when, "grades", new LinkedHashSet<>(GRADES)),
        words(when, "bands", new LinkedHashSet<>(BANDS)),
        whole(root, "tier", 1, 3),
        Area.of(area)
            .orElseThrow(() -> wrong(
                "area", area, "one of attendance, behavior, reading, math, coursework, wellbeing")),
        text(root, "who", 200),
        whole(root, "weeks", 1, 52),
        new Dosage(whole(dosage, "minutes", 1, 480), whole(dosage, "per_week", 1, 20)),
        text(root, "measure", 120),
        from,
        goal.path("to").asDouble(0),
        level,
        text(evidence, "finding", 1000),
        text(evidence, "source", 500),
        url,
        Texts.block(String.join("\n", lines.subList(end + 1, lines.size()))),
        isShipped,
        hash(text));
  }

  private JsonNode yaml(String front) throws Wrong {
    try {
      JsonNode root = YAML.readTree(front);
      if (!root.isObject()) {
        throw new Wrong(
            name + ":2: expected lines such as \"title: A call home\", one to each field");
      }
      return root;
    } catch (JacksonException e) {
      // the front begins on the second line of the file
      int line = e.getLocation() == null ? 2 : Math.max(2, e.getLocation().getLineNr() + 1);
      throw new Wrong(name + ":" + line + ": not valid YAML: "
          + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable"));
    }
  }

  private JsonNode section(JsonNode root, String key, Set<String> known) throws Wrong {
    JsonNode section = root.path(key);
    if (!section.isObject()) {
      throw wrong(
          key,
          section.isMissingNode() ? "nothing" : section.toString(),
          "a section with " + String.join(", ", new TreeSet<>(known)));
    }
    known(section, known, key + ".");
    return section;
  }

  private void known(JsonNode node, Set<String> known, String prefix) throws Wrong {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        throw new Wrong("%s:%d: unknown field %s%s; expected only %s"
            .formatted(name, line(key), prefix, cut(key), String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  private String text(JsonNode node, String key, int most) throws Wrong {
    JsonNode value = node.path(key);
    String text = value.isValueNode() ? Texts.line(value.asString("")) : "";
    if (text.isEmpty() || text.length() > most) {
      throw wrong(
          key,
          text.isEmpty() ? value.isMissingNode() ? "nothing" : value.toString() : text,
          "a text of 1 to " + most + " characters");
    }
    return text;
  }

  private int whole(JsonNode node, String key, int least, int most) throws Wrong {
    JsonNode value = node.path(key);
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw wrong(
          key,
          value.isMissingNode() ? "nothing" : value.toString(),
          "a whole number from " + least + " to " + most);
    }
    return value.asInt();
  }

  private List<String> words(JsonNode node, String key, Set<String> known) throws Wrong {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(key, value.toString(), "a list such as [" + known.iterator().next() + "]");
    }
    List<String> words = new ArrayList<>();
    for (JsonNode word : value) {
      String one = word.isValueNode() ? word.asString("") : word.toString();
      if (!known.contains(one)) {
        throw wrong(key, one, "only " + String.join(", ", known));
      }
      words.add(one);
    }
    return words;
  }

  private Wrong wrong(String key, String saw, String expected) {
    return new Wrong(
        "%s:%d: %s: saw \"%s\", expected %s".formatted(name, line(key), key, cut(saw), expected));
  }

  /// Line of a field in the file; that of the first hyphens for a field that is not there.
  private int line(String key) {
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals("---")) {
        break;
      }
      if (lines.get(i).matches("(.*[{,\\s]|)" + java.util.regex.Pattern.quote(key) + "\\s*:.*")) {
        return i + 1;
      }
    }
    return 1;
  }

  private static String cut(String seen) {
    String line = Texts.line(seen);
    return line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
