package org.waymark.web.plans;

import java.util.ArrayList;
import java.util.List;

/// A little of Markdown, as playbooks use it: paragraphs, lists with hyphens, bold. Everything
/// else is read as it is written; the page escapes it.
public final class Prose {
  private Prose() {}

  /// A stretch of text.
  public record Run(String text, boolean isBold) {}

  /// A paragraph, or a list.
  public record Block(boolean isList, List<List<Run>> lines) {}

  public static List<Block> blocks(String markdown) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    boolean isList = false;
    for (String line : (markdown + "\n\n").split("\n", -1)) {
      boolean isItem = line.startsWith("- ");
      if (line.isBlank() || isItem != isList && !(isList && line.startsWith(" "))) {
        add(blocks, isList, lines);
        lines = new ArrayList<>();
        isList = isItem;
      }
      if (line.isBlank()) {
        continue;
      }
      if (isItem) {
        lines.add(line.substring(2).strip());
      } else if (lines.isEmpty()) {
        lines.add(line.strip());
      } else {
        lines.add(lines.removeLast() + " " + line.strip());
      }
    }
    return blocks;
  }

  private static void add(List<Block> blocks, boolean isList, List<String> lines) {
    if (!lines.isEmpty()) {
      blocks.add(new Block(isList, lines.stream().map(Prose::runs).toList()));
    }
  }

  private static List<Run> runs(String line) {
    List<Run> runs = new ArrayList<>();
    String[] parts = line.split("\\*\\*", -1);
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].isEmpty()) {
        // a lone pair of stars at the end is text
        runs.add(new Run(parts[i], i % 2 == 1 && i < parts.length - 1));
      }
    }
    return runs;
  }
}
