package org.waymark.risk;

import org.waymark.risk.learning.Interval;
import org.waymark.risk.learning.Measure;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A proof as JSON: plain numbers, intervals as `[low, high]`.
final class ProofJson {
  private static final JsonMapper JSON = new JsonMapper();

  private ProofJson() {}

  static String of(Proof proof) {
    ObjectNode root = JSON.createObjectNode();
    root.put("modelId", proof.modelId())
        .put("released", proof.released())
        .put("reason", proof.releaseReason())
        .put("capacity", proof.capacity())
        .put("flags", proof.flags())
        .put("seed", proof.seed())
        .put("dataHash", proof.dataHash());
    root.set("test", JSON.valueToTree(proof.test()));
    root.set("train", JSON.valueToTree(proof.training()));
    root.set("model", rating(proof.model()));
    root.set("secondOpinion", rating(proof.secondOpinion()));
    root.set("rule", rating(proof.rule()));
    root.set("bestIndicator", rating(proof.bestIndicator()));
    root.set("baseline", rating(proof.baseline()));
    ObjectNode difference = root.putObject("difference");
    difference.put("precisionAtCapacity", proof.difference());
    interval(difference.putArray("interval"), proof.differenceInterval());
    ArrayNode groups = root.putArray("subgroups");
    proof.subgroups().forEach(g -> group(groups.addObject(), g));
    root.set("features", JSON.valueToTree(proof.features()));
    ArrayNode dropped = root.putArray("dropped");
    proof.dropped().forEach((f, why) -> dropped.addObject().put("feature", f).put("reason", why));
    root.set("parameters", JSON.valueToTree(proof.parameters()));
    return JSON.writeValueAsString(root);
  }

  private static ObjectNode rating(Proof.Rating rating) {
    ObjectNode node = JSON.createObjectNode().put("name", rating.name());
    for (Measure measure : Measure.values()) {
      Double value = rating.measures().get(measure);
      if (value != null) {
        node.put(measure.key(), value);
      }
    }
    ObjectNode intervals = node.putObject("intervals");
    for (Measure measure : Measure.values()) {
      Interval interval = rating.intervals().get(measure);
      if (interval != null) {
        interval(intervals.putArray(measure.key()), interval);
      }
    }
    if (!rating.curve().isEmpty()) {
      node.set("curve", JSON.valueToTree(rating.curve()));
    }
    rating.flagged().ifPresent(f -> node.set("flagged", JSON.valueToTree(f)));
    return node;
  }

  private static void group(ObjectNode node, Proof.Subgroup group) {
    node.put("group", group.group())
        .put("students", group.students())
        .put("outcomes", group.outcomes())
        .put("flagged", group.flagged())
        .put("isSmall", group.isSmall())
        .put("falseAlarmRate", group.falseAlarm());
    interval(node.putArray("falseAlarmInterval"), group.falseAlarmInterval());
    node.put("missedRate", group.missed());
    interval(node.putArray("missedInterval"), group.missedInterval());
    node.put("precision", group.precision())
        .put("expected", group.expected())
        .put("observed", group.observed())
        .put("concern", group.concern().orElse(null));
  }

  private static void interval(ArrayNode node, Interval interval) {
    node.add(interval.low()).add(interval.high());
  }
}
