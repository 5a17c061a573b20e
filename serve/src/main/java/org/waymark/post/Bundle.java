package org.waymark.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// One letter about many pieces of news, each of which may turn out not to be for its recipient
/// any more between the night and the morning.
///
/// @param many what all of them are called, after their number
/// @param parts by kind of news
/// @param tail what follows, line by line
public record Bundle(String many, List<Part> parts, List<String> tail) {

  /// @param one what a single piece is called
  /// @param many what several are called, after their number
  /// @param end of the head, such as a colon
  public record Part(String one, String many, String end, List<Item> items) {
    public Part {
      items = List.copyOf(items);
    }

    private String head() {
      return items.size() == 1 ? one : items.size() + " " + many;
    }
  }

  /// @param episode what it is about
  public record Item(long episode, String line) {}

  public Bundle {
    parts = parts.stream().filter(part -> !part.items().isEmpty()).toList();
    tail = List.copyOf(tail);
  }

  /// How many pieces.
  public int size() {
    return parts.stream().mapToInt(part -> part.items().size()).sum();
  }

  public String subject() {
    return size() == 1 ? parts.getFirst().one() : size() + " " + many;
  }

  public String body() {
    var body = new ArrayList<String>();
    for (Part part : parts) {
      body.add(part.head() + part.end());
      body.add("");
      part.items().forEach(item -> body.add("- " + item.line()));
      body.add("");
    }
    body.addAll(tail);
    return String.join("\n", body) + "\n";
  }

  /// The same without some episodes.
  Bundle without(Set<Long> episodes) {
    return new Bundle(
        many,
        parts.stream()
            .map(part -> new Part(
                part.one(),
                part.many(),
                part.end(),
                part.items().stream()
                    .filter(item -> !episodes.contains(item.episode()))
                    .toList()))
            .toList(),
        tail);
  }

  /// As the ledger keeps it.
  public String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  static Bundle of(String json) {
    return JsonMapper.shared().readValue(json, Bundle.class);
  }
}
