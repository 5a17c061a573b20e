package org.waymark.web.gaps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.Words;
import org.waymark.web.gaps.Gaps.SectionLine;

/// Standards down, the classes of a grade across: where the same gap is in every class, and
/// where in one.
///
/// @param classes the columns
/// @param rows the standards, those with a gap in the most classes first
public record ClassGrid(List<SectionLine> classes, List<Row> rows) {
  private static final int CLASSES = 12;
  private static final int STANDARDS = 24;

  /// @param cells one per class
  public record Row(String code, String description, List<Cell> cells) {}

  /// @param words "14 of 24", "too few to say (3)" or "not assessed"
  public record Cell(String words, boolean isGap) {}

  private record Counted(
      int assessed, int below, boolean isGap, @Nullable String reason) {}

  /// The grid of a grade; null where there is no class, or where there are too many to read.
  static @Nullable ClassGrid read(
      JdbcClient rows, GapFilter filter, List<SectionLine> sections, Standards standards) {
    if (sections.isEmpty() || sections.size() > CLASSES) {
      return null;
    }
    Map<String, Map<Long, Counted>> counted = new HashMap<>();
    rows.sql("""
            select standard_code, section_id, assessed, below, is_class_gap, reason
            from analytics.fact_standard_gaps
            where scope = 'section' and school_id = :school and area = :area
              and section_id in (:sections)
            """)
        .param("school", filter.school())
        .param("area", filter.area())
        .param("sections", sections.stream().map(SectionLine::id).toList())
        .query(row -> {
          counted
              .computeIfAbsent(row.getString(1), code -> new LinkedHashMap<>())
              .put(
                  row.getLong(2),
                  new Counted(row.getInt(3), row.getInt(4), row.getBoolean(5), row.getString(6)));
        });
    var lines = new ArrayList<Row>();
    counted.keySet().stream()
        .sorted(java.util.Comparator.<String>comparingLong(code -> -gaps(counted, code))
            .thenComparing(standards::compare))
        .limit(STANDARDS)
        .forEach(code -> lines.add(new Row(
            code,
            standards.description(code),
            sections.stream()
                .map(section -> cell(counted.getOrDefault(code, Map.of()).get(section.id())))
                .toList())));
    return new ClassGrid(sections, lines);
  }

  private static long gaps(Map<String, Map<Long, Counted>> counted, String code) {
    return counted.getOrDefault(code, Map.of()).values().stream()
        .filter(Counted::isGap)
        .count();
  }

  private static Cell cell(@Nullable Counted counted) {
    if (counted == null) {
      return new Cell("not assessed", false);
    }
    if (counted.assessed() < org.waymark.gaps.ClassGap.ASSESSED_AT_LEAST) {
      return new Cell(counted.reason() == null ? Words.UNKNOWN : counted.reason(), false);
    }
    return new Cell(counted.below() + " of " + counted.assessed(), counted.isGap());
  }
}
