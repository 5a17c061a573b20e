package org.waymark.sources.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.waymark.sources.internal.Entity.Column;
import org.waymark.sources.internal.Mapping.Rule;

/// The DuckDB expressions that make a typed value of a written one, and say what is wrong
/// with it.
///
/// The common form of a value is tried first by itself; `coalesce` tries the rarer forms
/// only on the values that are left, so they cost nothing where they do not occur.
final class TypedSql {
  private static final String DATE_TIME = "'(\\d{1,2}/\\d{1,2}/\\d{2,4})[ T]\\d{1,2}:\\d\\d.*'";
  private static final String MONEY = "'-?\\$?\\d{1,3}(,\\d{3})+(\\.\\d+)?|-?\\$\\d+(\\.\\d+)?'";
  private static final String GRADE =
      "'^(?:grade|gr\\.?)?\\s*0*(\\d{1,2})(?:st|nd|rd|th)?(?:\\s*grade)?$'";

  private final LocalDate asOf;

  TypedSql(LocalDate asOf) {
    this.asOf = asOf;
  }

  /// @param raw name of the trimmed text, null when blank
  String value(Rule rule, String raw) {
    Column column = rule.column();
    if (rule.codes().isEmpty()) {
      return convert(column, raw, rule.formats());
    }
    String exact = cases(rule, raw, false);
    String lower = cases(rule, "lower(" + raw + ")", true);
    String otherwise = rule.fallback() == null
        ? ""
        : ", case when " + raw + " is not null then " + constant(rule, rule.fallback()) + " end";
    String blank = rule.codes().get("");
    String whenBlank = blank == null || blank.isEmpty()
        ? ""
        : ", case when " + raw + " is null then " + constant(rule, blank) + " end";
    return "coalesce(" + exact + ", " + lower + otherwise + whenBlank + ")";
  }

  private String cases(Rule rule, String raw, boolean isLower) {
    Map<String, String> codes = new TreeMap<>();
    for (String shown : rule.shownCodes()) {
      String lower = shown.strip().toLowerCase(Locale.ROOT);
      if (lower.isEmpty()) {
        continue;
      }
      codes.put(
          isLower ? lower : shown.strip(), Objects.requireNonNull(rule.codes().get(lower)));
    }
    if (codes.isEmpty()) {
      return "cast(null as " + rule.column().type().sql() + ")";
    }
    return codes.entrySet().stream()
        .map(code ->
            " when " + Db.literal(code.getKey()) + " then " + constant(rule, code.getValue()))
        .collect(Collectors.joining("", "case " + raw, " end"));
  }

  private String constant(Rule rule, String value) {
    return value.isEmpty()
        ? "cast(null as " + rule.column().type().sql() + ")"
        : convert(rule.column(), Db.literal(value), rule.formats());
  }

  private static String convert(Column column, String raw, List<String> formats) {
    return switch (column.type()) {
      case TEXT -> word(column, raw);
      case INTEGER ->
        "case when try_cast(R as double) = floor(try_cast(R as double)) then try_cast(R as integer) end"
            .replace("R", raw);
      case NUMBER ->
        "coalesce(try_cast("
            + raw
            + " as double)"
            + (column.isPercent()
                ? ", case when " + raw + " like '%\\%' escape '\\' then try_cast(trim(left(" + raw
                    + ", -1)) as double) end"
                : "")
            + ", case when regexp_full_match("
            + raw
            + ", "
            + MONEY
            + ") then try_cast(replace(replace("
            + raw
            + ", '$', ''), ',', '') as double) end)";
      case BOOLEAN ->
        "case lower("
            + raw
            + ") when 'true' then true when 'false' then false when 'y' then true when 'n' then false"
            + " when '1' then true when '0' then false when 'yes' then true when 'no' then false"
            + " when 't' then true when 'f' then false end";
      case DATE -> date(raw, formats);
      case TIMESTAMP ->
        "coalesce(try_cast(" + raw + " as timestamp), cast(" + date(raw, formats)
            + " as timestamp))";
      case GRADE_LEVEL -> grade(column, raw);
      case SCHOOL_YEAR ->
        ("coalesce(case when length(R) = 4 then try_cast(R as integer) end,"
                + " case when regexp_full_match(R, '\\d{4}\\s*[-/–]\\s*(\\d{4}|\\d{2})')"
                + " and (try_cast(left(R, 4) as integer) + 1) % 100 = try_cast(right(R, 2) as integer)"
                + " then try_cast(left(R, 4) as integer) + 1 end)")
            .replace("R", raw);
    };
  }

  private static String word(Column column, String raw) {
    if (column.values().isEmpty()) {
      return raw;
    }
    return column.values().stream()
        .map(value ->
            " when " + Db.literal(value.toLowerCase(Locale.ROOT)) + " then " + Db.literal(value))
        .collect(Collectors.joining(
            "", "case lower(" + raw + ")", (column.isOpen() ? " else " + raw : "") + " end"));
  }

  private static String date(String raw, List<String> formats) {
    if (!formats.isEmpty()) {
      return "cast(try_strptime("
          + raw
          + ", ["
          + formats.stream()
              .map(format -> Db.literal(strptime(format)))
              .collect(Collectors.joining(", "))
          + "]) as date)";
    }
    String usual = "['%m/%d/%y', '%m/%d/%Y', '%Y%m%d', '%m-%d-%Y']";
    return "coalesce(try_cast("
        + raw
        + " as date), cast(try_strptime("
        + raw
        + ", "
        + usual
        + ") as date), cast(try_strptime(regexp_extract("
        + raw
        + ", "
        + DATE_TIME
        + ", 1), "
        + usual
        + ") as date))";
  }

  /// `M/d/yyyy` as people write it in a mapping → `%m/%d/%Y`; a format with `%` stays as it
  /// is.
  static String strptime(String format) {
    if (format.contains("%")) {
      return format;
    }
    return format
        .replaceAll("y{3,}", "%Y")
        .replaceAll("(?<!%)yy", "%y")
        .replaceAll("MMM", "%b")
        .replaceAll("M{1,2}", "%m")
        .replaceAll("(?<!%)d{1,2}", "%d")
        .replaceAll("H{1,2}", "%H")
        .replaceAll("(?<!%)m{2}", "%M")
        .replaceAll("s{2}", "%S");
  }

  private static String grade(Column column, String raw) {
    String number = "try_cast(regexp_extract(lower(" + raw + "), " + GRADE + ", 1) as integer)";
    return "coalesce(case upper("
        + raw
        + ") when 'PK' then 'PK' when 'PRE-K' then 'PK' when 'PREK' then 'PK' when 'P' then 'PK'"
        + " when 'PRE-KINDERGARTEN' then 'PK' when 'PREKINDERGARTEN' then 'PK' when 'PR' then 'PK'"
        + " when 'K' then 'K' when 'KG' then 'K' when 'KINDERGARTEN' then 'K' when '0' then 'K'"
        + " when '00' then 'K' when 'KN' then 'K' end, case when "
        + number
        + " between 1 and 12 then cast("
        + number
        + " as varchar) end"
        + (column.isOpen() ? ", " + raw : "")
        + ")";
  }

  /// Cases `when … then 'column:kind'` for what can be wrong with a value.
  List<String> issues(Rule rule, String raw, String typed) {
    Column column = rule.column();
    List<String> cases = new ArrayList<>();
    if (column.isRequired()) {
      String given = rule.codes().containsKey("") ? typed : raw;
      cases.add(issue(given + " is null and " + raw + " is null", column, "missing"));
    }
    boolean isChecked = column.type() != ColumnType.TEXT
        || !rule.codes().isEmpty()
        || (!column.values().isEmpty() && !column.isOpen())
        || !rule.formats().isEmpty();
    if (isChecked) {
      String empties = rule.codes().entrySet().stream()
          .filter(code -> code.getValue().isEmpty() && !code.getKey().isEmpty())
          .map(code -> Db.literal(code.getKey()))
          .collect(Collectors.joining(", "));
      String kind = rule.codes().isEmpty() ? column.type().issue() : "unknown_code";
      if ("".equals(rule.fallback())) {
        return cases(cases, column, typed);
      }
      String meant = empties.isEmpty() ? "" : " and lower(" + raw + ") not in (" + empties + ")";
      cases.add(issue(typed + " is null and " + raw + " is not null" + meant, column, kind));
      if (!empties.isEmpty() && column.isRequired()) {
        cases.add(issue(typed + " is null", column, "missing"));
      }
    }
    return cases(cases, column, typed);
  }

  private List<String> cases(List<String> cases, Column column, String typed) {
    range(column, typed).ifPresent(outside -> cases.add(issue(outside, column, "out_of_range")));
    return cases;
  }

  private java.util.Optional<String> range(Column column, String typed) {
    List<String> outside = new ArrayList<>();
    switch (column.type()) {
      case NUMBER -> outside.add("not isfinite(" + typed + ")");
      case DATE -> {
        outside.add(typed + " < date '1900-01-01'");
        outside.add(typed + " > date '" + latest(column) + "'");
      }
      case TIMESTAMP -> outside.add("not isfinite(" + typed + ")");
      case SCHOOL_YEAR -> outside.add(typed + " not between 1990 and " + (asOf.getYear() + 3));
      default -> {}
    }
    if (column.min() != null) {
      outside.add(typed + " < " + column.min());
    }
    if (column.max() != null) {
      outside.add(typed + " > " + column.max());
    }
    return outside.isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of("(" + String.join(" or ", outside) + ")");
  }

  /// The last day that a column can hold.
  LocalDate latest(Column column) {
    return column.isPast()
        ? asOf
        : column.isFar() ? LocalDate.of(2100, 12, 31) : asOf.plusDays(400);
  }

  private static String issue(String condition, Column column, String kind) {
    return "when " + condition + " then " + Db.literal(column.name() + ":" + kind);
  }
}
