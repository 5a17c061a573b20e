package org.waymark.sources.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.sources.internal.Mapping.Feed;
import org.waymark.sources.internal.Mapping.Layout;
import org.waymark.sources.internal.Mapping.Rule;

/// Reads `mappings/*.yml`. A mistake in one names the file, the place and the word that was
/// meant.
final class MappingReader {
  private static final Set<String> TOP =
      Set.of("source", "title", "description", "layouts", "codes", "version", "notes");
  private static final Set<String> LAYOUT = Set.of(
      "id",
      "title",
      "description",
      "entity",
      "files",
      "recognise",
      "load",
      "columns",
      "where",
      "ignore",
      "also",
      "notes");
  private static final Set<String> FEED = Set.of("entity", "columns", "where");
  private static final Set<String> RULE = Set.of(
      "from",
      "optional",
      "constant",
      "expression",
      "extract",
      "group",
      "codes",
      "default",
      "formats",
      "min",
      "max",
      "unit",
      "required");

  private final Entities entities;

  MappingReader(Entities entities) {
    this.entities = entities;
  }

  /// All mappings of these folders; the same source in a later folder takes the earlier one's
  /// place.
  List<Mapping> readAll(List<Path> folders) {
    Map<String, Mapping> bySource = new LinkedHashMap<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          String name = file.getFileName().toString();
          if (!name.endsWith(".yml") && !name.endsWith(".yaml")) {
            continue;
          }
          Mapping mapping = read("mappings/" + name, Files.readString(file));
          bySource.put(mapping.source(), mapping);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("mappings: cannot read " + folder, e);
      }
    }
    return List.copyOf(bySource.values());
  }

  Mapping read(String file, String text) {
    YamlNode root = Yaml.read(file, text);
    Map<String, YamlNode> top = root.map(TOP);
    Map<String, Map<String, String>> codes = new LinkedHashMap<>();
    YamlNode declared = top.get("codes");
    if (declared != null) {
      declared.map().forEach((name, node) -> codes.put(name, texts(node)));
    }
    String source = need(root, top, "source").text();
    List<Layout> layouts = new ArrayList<>();
    for (YamlNode node : need(root, top, "layouts").list()) {
      layouts.add(layout(file, source, node, codes));
    }
    YamlNode title = top.get("title");
    return new Mapping(file, source, title == null ? source : title.text(), layouts);
  }

  private Layout layout(
      String file, String source, YamlNode node, Map<String, Map<String, String>> codes) {
    Map<String, YamlNode> entries = node.map(LAYOUT);
    List<Feed> feeds = new ArrayList<>();
    if (!need(node, entries, "entity").text().equals("none")) {
      feeds.add(feed(node, entries, codes));
    }
    for (YamlNode also : orEmpty(entries.get("also"))) {
      feeds.add(feed(also, also.map(FEED), codes));
    }
    String load = text(entries.get("load"), "merge");
    if (!load.equals("merge") && !load.equals("replace")) {
      throw node.wrong("load: expected merge or replace, saw " + load);
    }
    YamlNode where = entries.get("where");
    return new Layout(
        file,
        source,
        need(node, entries, "id").text(),
        orEmpty(entries.get("files")).stream()
            .map(glob -> glob.text().toLowerCase(Locale.ROOT))
            .toList(),
        need(node, entries, "recognise").texts(),
        load.equals("replace"),
        feeds,
        where == null ? null : where.text(),
        orEmpty(entries.get("ignore")).stream().map(YamlNode::text).toList());
  }

  private Feed feed(
      YamlNode node, Map<String, YamlNode> entries, Map<String, Map<String, String>> codes) {
    YamlNode named = need(node, entries, "entity");
    Entity entity = entities
        .find(named.text())
        .orElseThrow(() -> named.wrong("no entity `"
            + named.text()
            + "`"
            + Nearest.to(named.text(), entities.byName().keySet())
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("")));
    List<Rule> rules = new ArrayList<>();
    Set<String> targets = new HashSet<>(entity.columnNames());
    targets.add(Entity.RECORD_STATUS.name());
    Map<String, YamlNode> columns = need(node, entries, "columns").map(targets);
    columns.forEach(
        (name, rule) -> rules.add(rule(entity.target(name).orElseThrow(), rule, codes)));
    for (Entity.Column column : entity.columns()) {
      if (column.isRequired() && !columns.containsKey(column.name())) {
        throw node.wrong("columns: " + entity.name() + "." + column.name() + " is required");
      }
    }
    if (entity.hasStudents() && Entity.STUDENT_IDS.stream().noneMatch(columns::containsKey)) {
      throw node.wrong("columns: one of " + String.join(", ", Entity.STUDENT_IDS) + " is required");
    }
    checkCodes(node, rules);
    YamlNode where = entries.get("where");
    return new Feed(entity, rules, where == null ? null : where.text());
  }

  /// A code must mean a word that its target takes.
  private static void checkCodes(YamlNode node, List<Rule> rules) {
    for (Rule rule : rules) {
      Entity.Column column = rule.column();
      if (column.values().isEmpty() || column.isOpen()) {
        continue;
      }
      for (String value : rule.codes().values()) {
        if (!value.isEmpty() && !column.values().contains(value)) {
          throw node.wrong("codes of "
              + column.name()
              + ": `"
              + value
              + "` is not one of "
              + String.join(", ", column.values()));
        }
      }
    }
  }

  private Rule rule(Entity.Column column, YamlNode node, Map<String, Map<String, String>> codes) {
    if (!node.isMap()) {
      return new Rule(
          column, node.texts(), false, null, null, null, 0, List.of(), Map.of(), List.of(), null);
    }
    Map<String, YamlNode> entries = node.map(RULE);
    long origins =
        Stream.of("from", "constant", "expression").filter(entries::containsKey).count();
    if (origins != 1) {
      throw node.wrong("give one of from, constant or expression");
    }
    Map<String, String> known = codes(entries.get("codes"), codes);
    Map<String, String> lower = new LinkedHashMap<>();
    known.forEach((code, value) -> lower.put(code.strip().toLowerCase(Locale.ROOT), value));
    YamlNode extract = entries.get("extract");
    YamlNode group = entries.get("group");
    YamlNode optional = entries.get("optional");
    return new Rule(
        narrowed(column, entries),
        orEmpty(entries.get("from")).stream().map(YamlNode::text).toList(),
        optional != null && optional.flag(),
        textOrNull(entries.get("constant")),
        textOrNull(entries.get("expression")),
        textOrNull(extract),
        group == null ? (extract == null ? 0 : groups(extract)) : (int) group.number(),
        orEmpty(entries.get("formats")).stream().map(YamlNode::text).toList(),
        lower,
        List.copyOf(known.keySet()),
        textOrNull(entries.get("default")));
  }

  /// 1 if the pattern has a group, 0 if the whole match counts.
  private static int groups(YamlNode extract) {
    try {
      return Math.min(1, Pattern.compile(extract.text()).matcher("").groupCount());
    } catch (PatternSyntaxException e) {
      throw extract.wrong("not a regular expression: " + e.getDescription());
    }
  }

  private static Entity.Column narrowed(Entity.Column column, Map<String, YamlNode> entries) {
    YamlNode min = entries.get("min");
    YamlNode max = entries.get("max");
    YamlNode required = entries.get("required");
    return new Entity.Column(
        column.name(),
        column.type(),
        column.isRequired() || (required != null && required.flag()),
        column.values(),
        column.isOpen(),
        min == null ? column.min() : (Double) min.number(),
        max == null ? column.max() : (Double) max.number(),
        column.isPercent() || entries.containsKey("unit"),
        column.isPast(),
        column.isFar(),
        column.refers());
  }

  private static Map<String, String> codes(
      @Nullable YamlNode node, Map<String, Map<String, String>> named) {
    if (node == null) {
      return Map.of();
    }
    if (node.isMap()) {
      return texts(node);
    }
    Map<String, String> codes = named.get(node.text());
    if (codes == null) {
      throw node.wrong("no code list `"
          + node.text()
          + "`"
          + Nearest.to(node.text(), named.keySet())
              .map(near -> "; did you mean `" + near + "`?")
              .orElse(""));
    }
    return codes;
  }

  private static Map<String, String> texts(YamlNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.map().forEach((key, value) -> texts.put(key, value.value() == null ? "" : value.text()));
    return texts;
  }

  private static YamlNode need(YamlNode node, Map<String, YamlNode> entries, String key) {
    YamlNode found = entries.get(key);
    if (found == null) {
      throw node.wrong("`" + key + "` is missing");
    }
    return found;
  }

  private static List<YamlNode> orEmpty(@Nullable YamlNode node) {
    return node == null ? List.of() : node.list();
  }

  private static String text(@Nullable YamlNode node, String otherwise) {
    return node == null ? otherwise : node.text();
  }

  private static @Nullable String textOrNull(@Nullable YamlNode node) {
    return node == null ? null : node.text();
  }
}
