package org.waymark.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waymark.post.Channel;
import tools.jackson.databind.json.JsonMapper;

/// News in the shape that each kind of endpoint reads.
final class Messages {

  private static final JsonMapper JSON = new JsonMapper();

  private Messages() {}

  static String body(
      Channel channel, NewsKind kind, String title, List<String> lines, String link, Instant at) {
    Object body = switch (channel) {
      case TEAMS -> card(title, lines, link);
      case SLACK -> blocks(title, lines, link);
      case WEBHOOK -> event(kind, title, lines, link, at);
      case TICKET -> ticket(kind, title, lines, link);
      case EMAIL -> throw new IllegalArgumentException("a letter to a person is plain text");
    };
    return JSON.writeValueAsString(body);
  }

  /// An Adaptive Card as a Teams workflow takes it. Version 1.4 is what Teams draws everywhere.
  private static Map<String, Object> card(String title, List<String> lines, String link) {
    var body = new ArrayList<Object>();
    body.add(ordered(
        "type", "TextBlock", "text", title, "size", "Medium", "weight", "Bolder", "wrap", true));
    for (String line : lines) {
      body.add(ordered("type", "TextBlock", "text", line, "wrap", true));
    }
    var card = ordered(
        "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
        "type", "AdaptiveCard",
        "version", "1.4",
        "body", body,
        "actions",
            List.of(ordered("type", "Action.OpenUrl", "title", "Open in Waymark", "url", link)));
    return ordered(
        "type",
        "message",
        "attachments",
        List.of(
            ordered("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
  }

  private static Map<String, Object> blocks(String title, List<String> lines, String link) {
    var text = new StringBuilder("*" + slack(title) + "*");
    lines.forEach(line -> text.append("\n• ").append(slack(line)));
    text.append("\n<").append(link).append("|Open in Waymark>");
    return ordered(
        "text",
        title,
        "blocks",
        List.of(ordered(
            "type", "section", "text", ordered("type", "mrkdwn", "text", text.toString()))));
  }

  /// Slack's own three characters, so that nothing in a line becomes a link or a mention.
  private static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Map<String, Object> event(
      NewsKind kind, String title, List<String> lines, String link, Instant at) {
    return ordered(
        "type", "waymark." + kind.written(),
        "at", at.toString(),
        "title", title,
        "lines", lines,
        "link", link);
  }

  private static Map<String, Object> ticket(
      NewsKind kind, String title, List<String> lines, String link) {
    return ordered(
        "title",
        title,
        "description",
        String.join("\n", lines) + "\n" + link,
        "category",
        kind.written(),
        "source",
        "Waymark");
  }

  private static Map<String, Object> ordered(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
