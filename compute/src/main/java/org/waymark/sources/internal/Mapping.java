package org.waymark.sources.internal;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One source system: the layouts of its files.
record Mapping(String file, String source, String title, List<Layout> layouts) {

  Mapping {
    layouts = List.copyOf(layouts);
  }

  /// @param files hints: globs over the file's name, in lower case
  /// @param recognise columns that make a header this layout's
  /// @param isReplacing true if a newer incoming file takes the place of an older one
  /// @param feeds the entity that a row becomes, then others that it feeds too
  /// @param ignore globs over column names that are known and unused
  record Layout(
      String file,
      String source,
      String id,
      List<String> files,
      List<String> recognise,
      boolean isReplacing,
      List<Feed> feeds,
      @Nullable String where,
      List<String> ignore) {

    Layout {
      files = List.copyOf(files);
      recognise = List.copyOf(recognise);
      feeds = List.copyOf(feeds);
      ignore = List.copyOf(ignore);
    }

    /// True if the file is known and deliberately not read.
    boolean isUnread() {
      return feeds.isEmpty();
    }

    Feed primary() {
      return feeds.getFirst();
    }
  }

  /// @param where DuckDB predicate over the raw columns, or null for every row
  record Feed(Entity entity, List<Rule> rules, @Nullable String where) {

    Feed {
      rules = List.copyOf(rules);
    }
  }

  /// Where one target column comes from.
  ///
  /// @param column of the entity, with the ranges that this layout narrows
  /// @param from names in the file, the first present counts; empty for a constant or
  ///     expression
  /// @param codes lower-case code → value, empty if there is no code list
  /// @param shownCodes the codes as written in the mapping, for messages
  /// @param fallback value for codes outside the list
  record Rule(
      Entity.Column column,
      List<String> from,
      boolean isOptional,
      @Nullable String constant,
      @Nullable String expression,
      @Nullable String extract,
      int group,
      List<String> formats,
      Map<String, String> codes,
      List<String> shownCodes,
      @Nullable String fallback) {

    Rule {
      from = List.copyOf(from);
      formats = List.copyOf(formats);
      shownCodes = List.copyOf(shownCodes);
    }

    /// The columns that the expression reads, as it names them.
    List<String> read() {
      return expression == null ? List.of() : quoted(expression);
    }

    /// The names in double quotes within SQL.
    static List<String> quoted(String sql) {
      return QUOTED
          .matcher(sql)
          .results()
          .map(match -> match.group(1))
          .distinct()
          .toList();
    }

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    /// True if a header without this column is not this layout's.
    boolean isNeeded() {
      return !from.isEmpty() && !isOptional;
    }
  }
}
