package org.waymark.web.proof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;
import org.waymark.web.proof.Proof.Contender;
import org.waymark.web.proof.Proof.Group;
import org.waymark.web.proof.Proof.Measured;
import org.waymark.web.proof.Proof.Skill;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a proof from the JSON that the ledger keeps. What a proof does not say is unknown,
/// never zero.
public final class ProofReader {

  /// Smallest group of students that is shown.
  static final int SMALLEST = 10;

  private static final String SMALL = "fewer than 10 students";
  private static final String BESIDE_SMALL =
      "hidden so that a group of fewer than 10 cannot be computed";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ProofReader() {}

  public static Proof read(String json) {
    JsonNode root = JSON.readTree(json);
    JsonNode test = root.path("test");
    JsonNode train = root.path("train");
    JsonNode difference = root.path("difference");
    return new Proof(
        root.path("modelId").asString(""),
        root.path("released").asBoolean(false),
        root.path("reason").asString(""),
        root.path("capacity").asDouble(0),
        root.path("flags").asLong(0),
        root.path("seed").asLong(0),
        root.path("dataHash").asString(""),
        new Proof.Test(
            test.path("students").asLong(0),
            test.path("outcomes").asLong(0),
            day(test, "from"),
            day(test, "to"),
            day(test, "asOf"),
            test.path("period").asString("")),
        new Proof.Train(
            train.path("rows").asLong(0),
            train.path("students").asLong(0),
            train.path("outcomes").asLong(0),
            train.path("periods").valueStream().map(p -> p.asString("")).toList()),
        contenders(root),
        difference.isObject()
            ? measured(number(difference, "precisionAtCapacity"), difference.path("interval"))
            : null,
        ownLines(root.path("rule").path("flagged")),
        root.path("model").path("curve").valueStream().map(ProofReader::point).toList(),
        groups(root.path("subgroups")),
        root.path("features")
            .valueStream()
            .map(f -> new Proof.Feature(
                f.path("name").asString(""),
                f.path("title").asString(f.path("name").asString("")),
                f.path("direction").asInt(0),
                number(f, "importance")))
            .toList(),
        root.path("dropped")
            .valueStream()
            .map(d -> new Proof.Dropped(
                d.path("feature").asString(""), d.path("reason").asString("")))
            .toList(),
        texts(root.path("parameters")));
  }

  /// The same proof without the figures of groups that must stay hidden: what is printed, kept and
  /// sent.
  public static String masked(String json) {
    ObjectNode root = (ObjectNode) JSON.readTree(json);
    Map<String, String> hidden = groups(root.path("subgroups")).stream()
        .filter(group -> !group.hidden().isEmpty())
        .collect(Collectors.toMap(Group::key, Group::hidden));
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode group : root.path("subgroups")) {
      String key = group.path("group").asString("");
      if (hidden.containsKey(key)) {
        kept.addObject()
            .put("group", key)
            .put("isSmall", SMALL.equals(hidden.get(key)))
            .put("hidden", hidden.get(key));
      } else {
        kept.add(group);
      }
    }
    root.set("subgroups", kept);
    return JSON.writeValueAsString(root);
  }

  private static List<Contender> contenders(JsonNode root) {
    var contenders = new ArrayList<Contender>();
    add(contenders, root, "model", "Model");
    add(contenders, root, "secondOpinion", "Second opinion (logistic regression)");
    add(contenders, root, "rule", "Indicator rule");
    String best = root.path("bestIndicator").path("name").asString("");
    add(
        contenders,
        root,
        "bestIndicator",
        "Best single indicator" + (best.isEmpty() ? "" : ": " + lower(Words.plain(best))));
    add(contenders, root, "baseline", "School mean");
    return contenders;
  }

  private static void add(List<Contender> contenders, JsonNode root, String key, String name) {
    JsonNode node = root.path(key);
    if (!node.isObject()) {
      return;
    }
    Map<Skill, Measured> skills = new EnumMap<>(Skill.class);
    for (Skill skill : Skill.values()) {
      Double value = number(node, skill.key);
      if (value != null) {
        skills.put(skill, measured(value, node.path("intervals").path(skill.key)));
      }
    }
    contenders.add(new Contender(key, name, Map.copyOf(skills)));
  }

  private static Proof.@Nullable OwnLines ownLines(JsonNode flagged) {
    Long students = whole(flagged, "students");
    return students == null
        ? null
        : new Proof.OwnLines(students, number(flagged, "precision"), number(flagged, "recall"));
  }

  private static Proof.Point point(JsonNode node) {
    return new Proof.Point(
        node.path("predicted").asDouble(0),
        node.path("observed").asDouble(0),
        node.path("low").asDouble(0),
        node.path("high").asDouble(0),
        node.path("students").asLong(0));
  }

  /// Small groups are hidden, and where one alone would follow from the sum of the others, the
  /// next one too.
  private static List<Group> groups(JsonNode nodes) {
    List<Group> groups =
        new ArrayList<>(nodes.valueStream().map(ProofReader::group).toList());
    Map<String, List<Group>> families = groups.stream()
        .collect(
            Collectors.groupingBy(g -> family(g.key()), LinkedHashMap::new, Collectors.toList()));
    for (List<Group> family : families.values()) {
      long small = family.stream().filter(g -> !g.hidden().isEmpty()).count();
      Optional<Group> next = family.stream()
          .filter(g -> g.hidden().isEmpty())
          .min(Comparator.comparing(g -> g.students() == null ? Long.MAX_VALUE : g.students()));
      if (small == 1 && next.isPresent()) {
        groups.set(groups.indexOf(next.get()), hidden(next.get().key(), BESIDE_SMALL));
      }
    }
    return groups;
  }

  private static String family(String key) {
    int colon = key.indexOf(':');
    return colon < 0 ? key : key.substring(0, colon);
  }

  private static Group group(JsonNode node) {
    String key = node.path("group").asString("");
    String why = node.path("hidden").asString("");
    if (!why.isEmpty()) {
      return hidden(key, why);
    }
    long students = node.path("students").asLong(0);
    if (students < SMALLEST || node.path("isSmall").asBoolean(false)) {
      return hidden(key, SMALL);
    }
    String concern = node.path("concern").asString("");
    return new Group(
        key,
        students,
        whole(node, "outcomes"),
        whole(node, "flagged"),
        measured(number(node, "falseAlarmRate"), node.path("falseAlarmInterval")),
        measured(number(node, "missedRate"), node.path("missedInterval")),
        number(node, "precision"),
        number(node, "expected"),
        number(node, "observed"),
        "",
        concern.isEmpty() ? null : concern);
  }

  private static Group hidden(String key, String why) {
    Measured unknown = new Measured(null, null, null);
    return new Group(key, null, null, null, unknown, unknown, null, null, null, why, null);
  }

  private static Measured measured(@Nullable Double value, JsonNode interval) {
    boolean isGiven =
        interval.size() == 2 && interval.get(0).isNumber() && interval.get(1).isNumber();
    return new Measured(
        value,
        isGiven ? interval.get(0).asDouble() : null,
        isGiven ? interval.get(1).asDouble() : null);
  }

  private static @Nullable Double number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() ? value.asDouble() : null;
  }

  private static @Nullable Long whole(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() ? value.asLong() : null;
  }

  private static @Nullable LocalDate day(JsonNode node, String key) {
    String text = node.path(key).asString("");
    return text.isEmpty() ? null : LocalDate.parse(text);
  }

  private static Map<String, String> texts(JsonNode node) {
    var texts = new LinkedHashMap<String, String>();
    node.properties()
        .forEach(e -> texts.put(
            e.getKey(),
            e.getValue().isValueNode() ? e.getValue().asString() : e.getValue().toString()));
    return texts;
  }

  private static String lower(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
