package org.waymark.sources.internal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.sources.internal.Mapping.Rule;

/// Says in a registrar's words why a row was set aside: where, what was seen, what was
/// expected.
final class Reasons {
  private static final int SHOWN = 12;

  private final TypedSql types;

  Reasons(LocalDate asOf) {
    types = new TypedSql(asOf);
  }

  /// @param column as the file names it
  /// @param value as written, null when blank
  /// @param detail what the reconciliation knows: the nearest id, the kind of thing
  ///     referred to
  String of(
      String place,
      String column,
      @Nullable String value,
      String kind,
      @Nullable Rule rule,
      @Nullable String detail) {
    String saw = value == null ? "" : "\"" + value + "\"";
    String what = switch (kind) {
      case "missing" -> "is empty, and a row cannot be used without it";
      case "unmatched_student" ->
        detail == null
            ? "no student " + saw + " is in the roster"
            : "no student " + saw + "; did the leading zeros get lost? " + detail + " exists";
      case "ambiguous_student" -> "more than one student has the id " + saw;
      case "ignored_student" -> "the id " + saw + " is ignored by decision";
      case "dangling_reference" -> "no " + detail + " " + saw + " is in any file";
      default -> "saw " + saw + ", expected " + expected(kind, rule);
    };
    return place + " " + column + ": " + what + ". ";
  }

  private String expected(String kind, @Nullable Rule rule) {
    if (rule == null) {
      return "something else";
    }
    Entity.Column column = rule.column();
    if (kind.equals("out_of_range")) {
      return range(column);
    }
    List<String> words = rule.codes().isEmpty() ? column.values() : rule.shownCodes();
    if (kind.equals("unknown_code") && !words.isEmpty()) {
      return "one of "
          + String.join(
              ", ", words.stream().filter(word -> !word.isEmpty()).limit(SHOWN).toList())
          + (words.size() > SHOWN ? ", …" : "");
    }
    String extract = rule.extract();
    String words2 = column.type().words();
    return extract == null ? words2 : words2 + " (the part that matches " + extract + ")";
  }

  private String range(Entity.Column column) {
    if (column.type() == ColumnType.DATE) {
      return "a date from 1900-01-01 to " + types.latest(column);
    }
    if (column.type() == ColumnType.SCHOOL_YEAR) {
      return "a school year from 1989-1990 to a few years ahead";
    }
    Double min = column.min();
    Double max = column.max();
    if (min != null && max != null) {
      return "a number " + plain(min) + "–" + plain(max);
    }
    return min != null
        ? "a number of at least " + plain(min)
        : max != null ? "a number of at most " + plain(max) : "a finite number";
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
