package org.waymark.web.gaps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.gaps.Prerequisites;
import org.waymark.web.Words;

/// The learning standards and what comes before what, as published.
///
/// @param masteryScore a standard is mastered from this score on
/// @param classGapShare a class-wide gap is more than this share below
record Standards(
    Map<String, Standard> all, Prerequisites graph, double masteryScore, double classGapShare) {

  /// @param description in words; says so where the code is not in the shipped list
  record Standard(String code, int order, String area, String description, double weight) {}

  static Standards read(JdbcClient rows) {
    Map<String, Standard> all = new HashMap<>();
    double[] settings = {70, 0.3};
    rows.sql("""
            select standard_code, standard_order, area, description, weight, mastery_score,
                   class_gap_share
            from analytics.dim_learning_standards
            """).query(row -> {
      all.put(
          row.getString(1),
          new Standard(
              row.getString(1),
              row.getInt(2),
              row.getString(3),
              row.getString(4),
              row.getDouble(5)));
      settings[0] = row.getDouble(6);
      settings[1] = row.getDouble(7);
    });
    Map<String, List<String>> requires = new HashMap<>();
    rows.sql("""
            select p.standard_code, p.requires_code
            from analytics.bridge_standard_prerequisites p
            join analytics.dim_learning_standards d
              on d.tenant_id = p.tenant_id and d.standard_code = p.requires_code
            order by d.standard_order
            """).query(row -> {
      requires.computeIfAbsent(row.getString(1), code -> new ArrayList<>()).add(row.getString(2));
    });
    return new Standards(all, Prerequisites.of(requires), settings[0], settings[1]);
  }

  String description(String code) {
    Standard standard = all.get(code);
    return standard == null ? "Not in the shipped list" : standard.description();
  }

  double weight(String code) {
    Standard standard = all.get(code);
    return standard == null ? 0.7 : standard.weight();
  }

  /// Shipped standards in their order, then the others by name.
  int compare(String a, String b) {
    int byOrder = Integer.compare(order(a), order(b));
    return byOrder == 0 ? a.compareTo(b) : byOrder;
  }

  private int order(String code) {
    Standard standard = all.get(code);
    return standard == null ? Integer.MAX_VALUE : standard.order();
  }

  /// "math" → "Mathematics".
  static String words(String area) {
    return switch (area) {
      case "math" -> "Mathematics";
      case "english" -> "English";
      case "other" -> "No subject given";
      default -> Words.plain(area);
    };
  }
}
