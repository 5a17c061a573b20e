package org.waymark.cohorts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.waymark.engine.SqlEngine;
import org.waymark.engine.TableShape;

/// A cohort of the district's own: students who fit every filter. Within one filter any of
/// its values will do.
///
/// @param name as pages show it; unique
/// @param filters values by filter: grades, schools (their ids in the roster), subgroups (ell,
///     sped, section_504, frl, race:hispanic …), programs, school_years (2026 is 2025-26)
public record CustomCohort(String name, Map<String, List<String>> filters) {

  public static final Set<String> FILTERS =
      new TreeSet<>(Set.of("grades", "schools", "subgroups", "programs", "school_years"));

  private static final TableShape SHAPE = new TableShape(
      "cohorts.custom_filter",
      List.of("cohort_name", "filter", "value", "filter_count"),
      List.of("string", "string", "string", "int"));

  public CustomCohort {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException(
          "cohorts: a cohort needs a name of at most 100 letters, saw \"" + name + "\"");
    }
    filters = Map.copyOf(new TreeMap<>(filters));
    if (filters.isEmpty()) {
      throw new IllegalArgumentException(
          "cohorts: \"" + name + "\" has no filter; expected one of " + FILTERS);
    }
    for (var filter : filters.entrySet()) {
      if (!FILTERS.contains(filter.getKey())) {
        throw new IllegalArgumentException("cohorts: \"" + name + "\": unknown filter "
            + filter.getKey() + "; known are " + FILTERS);
      }
      if (filter.getValue().isEmpty()) {
        throw new IllegalArgumentException(
            "cohorts: \"" + name + "\": " + filter.getKey() + " names no value");
      }
    }
  }

  /// Writes `cohorts.custom_filter`: one row per cohort, filter and value.
  public static void write(List<CustomCohort> cohorts, SqlEngine engine) {
    engine.createSchema("cohorts");
    engine.fillTable(SHAPE.table(), SHAPE, rows -> {
      for (CustomCohort cohort : cohorts) {
        cohort.filters.forEach((filter, values) ->
            values.forEach(value -> rows.add(cohort.name, filter, value, cohort.filters.size())));
      }
    });
  }
}
