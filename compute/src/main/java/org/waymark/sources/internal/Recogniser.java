package org.waymark.sources.internal;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.waymark.sources.internal.Mapping.Feed;
import org.waymark.sources.internal.Mapping.Layout;
import org.waymark.sources.internal.Mapping.Rule;

/// Takes a file for one of the known layouts, by its header.
///
/// All `recognise` columns make a candidate, the most such columns win, the file's name
/// breaks ties. A header near to a layout, but without columns it needs, has drifted: the
/// file is refused and the message names the column, so that nobody finds out from a half
/// empty page.
final class Recogniser {
  /// Share of a layout's needed columns from which a header is that layout's, only changed.
  private static final double NEAR = 0.6;

  /// The same, when the name of the file speaks for the layout too.
  private static final double NEAR_BY_NAME = 0.4;

  private final List<Layout> layouts;

  Recogniser(List<Mapping> mappings) {
    layouts = mappings.stream().flatMap(mapping -> mapping.layouts().stream()).toList();
  }

  Recognition recognise(String path, List<String> header) {
    Map<String, String> names = new LinkedHashMap<>();
    header.forEach(name -> names.putIfAbsent(lower(name), name));
    String file = lower(path.substring(path.lastIndexOf('/') + 1));
    Comparator<Layout> order = Comparator.comparing(
            (Layout layout) -> absentNeeded(layout, names).isEmpty())
        .thenComparing(layout -> layout.recognise().size())
        .thenComparing(layout -> isHinted(layout, file))
        .thenComparing(layout -> present(layout, names));
    List<Layout> candidates = layouts.stream()
        .filter(layout -> layout.recognise().stream().allMatch(c -> names.containsKey(lower(c))))
        .sorted(order.reversed())
        .toList();
    if (candidates.size() > 1 && order.compare(candidates.get(0), candidates.get(1)) == 0) {
      return new Recognition.Unknown("both "
          + title(candidates.get(0))
          + " and "
          + title(candidates.get(1))
          + " know such a file, and its name does not decide; give one of them a `files:` hint");
    }
    if (!candidates.isEmpty()) {
      return known(candidates.getFirst(), names, header);
    }
    return layouts.stream()
        .filter(layout -> nearness(layout, names) >= (isHinted(layout, file) ? NEAR_BY_NAME : NEAR))
        .max(Comparator.comparing((Layout layout) -> isHinted(layout, file))
            .thenComparing(layout -> nearness(layout, names))
            .thenComparing(layout -> present(layout, names)))
        .<Recognition>map(layout -> drifted(layout, names, header))
        .orElseGet(() -> new Recognition.Unknown(unknown(names, header)));
  }

  private static String title(Layout layout) {
    return layout.source() + " " + layout.id();
  }

  private static Recognition known(Layout layout, Map<String, String> names, List<String> header) {
    if (!absentNeeded(layout, names).isEmpty()) {
      return drifted(layout, names, header);
    }
    Set<String> used = new LinkedHashSet<>();
    List<String> absent = new ArrayList<>();
    for (Feed feed : layout.feeds()) {
      for (Rule rule : feed.rules()) {
        rule.from().forEach(name -> used.add(lower(name)));
        rule.read().forEach(name -> used.add(lower(name)));
        if (!rule.from().isEmpty() && !isPresent(rule, names)) {
          absent.add(rule.from().getFirst());
        }
        rule.read().stream().filter(name -> !names.containsKey(lower(name))).forEach(absent::add);
      }
      if (feed.where() != null) {
        Rule.quoted(feed.where()).forEach(name -> used.add(lower(name)));
      }
    }
    layout.recognise().forEach(name -> used.add(lower(name)));
    List<Pattern> ignored = layout.ignore().stream().map(Recogniser::glob).toList();
    List<String> unknown = header.stream()
        .filter(name -> !used.contains(lower(name)) && !isBlankName(name))
        .filter(
            name -> ignored.stream().noneMatch(glob -> glob.matcher(lower(name)).matches()))
        .toList();
    return new Recognition.Known(
        layout, names, unknown, absent.stream().distinct().toList());
  }

  private static boolean isBlankName(String name) {
    return name.startsWith("column_");
  }

  private static Recognition drifted(
      Layout layout, Map<String, String> names, List<String> header) {
    Set<String> missing = new LinkedHashSet<>(absentNeeded(layout, names));
    layout.recognise().stream().filter(c -> !names.containsKey(lower(c))).forEach(missing::add);
    Set<String> claimed = new LinkedHashSet<>();
    layout
        .feeds()
        .forEach(feed ->
            feed.rules().forEach(rule -> rule.from().forEach(n -> claimed.add(lower(n)))));
    List<String> free =
        header.stream().filter(name -> !claimed.contains(lower(name))).toList();
    List<String> sentences = new ArrayList<>();
    for (String column : missing) {
      Optional<String> near = Nearest.to(column, free);
      sentences.add("expected column "
          + column
          + near.map(name -> "; nearest in this file: " + name)
              .orElse("; nothing near it is in this file"));
    }
    return new Recognition.Drifted(
        layout,
        String.join(". ", sentences)
            + ". Rename it or add it to `from:` in "
            + layout.file()
            + " (layout "
            + layout.id()
            + ").");
  }

  private String unknown(Map<String, String> names, List<String> header) {
    Optional<Layout> nearest = layouts.stream()
        .filter(layout -> present(layout, names) > 0)
        .max(Comparator.comparingDouble((Layout layout) -> nearness(layout, names))
            .thenComparing(layout -> present(layout, names)));
    if (isData(header)) {
      return "the first line is not a header with the names of columns. Export the file with one.";
    }
    String seen = "no mapping knows a file with the columns "
        + String.join(", ", header.stream().limit(8).toList())
        + (header.size() > 8 ? ", …" : "");
    return seen
        + nearest
            .map(layout -> "; nearest is "
                + layout.source()
                + " "
                + layout.id()
                + ", which also needs "
                + String.join(
                    ", ", absentNeeded(layout, names).stream().limit(8).toList()))
            .orElse("")
        + ". Write a mapping for it (mappings/*.yml).";
  }

  /// Whether a first line holds data rather than names; it may not be repeated then.
  private static boolean isData(List<String> header) {
    return header.stream()
        .anyMatch(name -> name.length() > 80 || name.matches("[\\d/.:-]{4,}|.*@.*\\..*"));
  }

  private static List<String> absentNeeded(Layout layout, Map<String, String> names) {
    return layout.feeds().stream()
        .flatMap(feed -> feed.rules().stream())
        .filter(rule -> isMissing(rule, names))
        .map(
            rule -> rule.from().isEmpty() ? rule.read().getFirst() : rule.from().getFirst())
        .distinct()
        .toList();
  }

  /// A column that the layout needs, or all that a required target is computed from.
  private static boolean isMissing(Rule rule, Map<String, String> names) {
    if (rule.column().isRequired() && !rule.read().isEmpty()) {
      return rule.read().stream().noneMatch(name -> names.containsKey(lower(name)));
    }
    return rule.isNeeded() && !isPresent(rule, names);
  }

  private static long present(Layout layout, Map<String, String> names) {
    return layout.feeds().stream()
        .flatMap(feed -> feed.rules().stream())
        .filter(rule -> isPresent(rule, names))
        .count();
  }

  /// Share of the layout's columns that a header has, each counted once; of all or of the
  /// needed.
  private static double nearness(Layout layout, Map<String, String> names) {
    List<Rule> rules = layout.feeds().stream()
        .flatMap(feed -> feed.rules().stream())
        .filter(rule -> !rule.from().isEmpty())
        .toList();
    return Math.max(
        share(rules, names), share(rules.stream().filter(Rule::isNeeded).toList(), names));
  }

  private static double share(List<Rule> rules, Map<String, String> names) {
    long all =
        rules.stream().map(rule -> lower(rule.from().getFirst())).distinct().count();
    long found = rules.stream()
        .filter(rule -> isPresent(rule, names))
        .map(rule -> lower(rule.from().getFirst()))
        .distinct()
        .count();
    return all == 0 ? 0 : (double) found / all;
  }

  private static boolean isPresent(Rule rule, Map<String, String> names) {
    return rule.from().stream().anyMatch(name -> names.containsKey(lower(name)));
  }

  static boolean isHinted(Layout layout, String file) {
    return layout.files().stream()
        .anyMatch(
            hint -> FileSystems.getDefault().getPathMatcher("glob:" + hint).matches(Path.of(file)));
  }

  private static Pattern glob(String glob) {
    return Pattern.compile(
        "\\Q" + lower(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E");
  }

  static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
