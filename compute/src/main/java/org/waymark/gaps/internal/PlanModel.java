package org.waymark.gaps.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.gaps.Gap;
import org.waymark.gaps.Grouping.Group;
import org.waymark.gaps.Reteach;
import org.waymark.gaps.TwoWeekPlan;

/// The two weeks ahead of every section and area.
public final class PlanModel implements JavaModel {

  private record Taught(long school, boolean hasTeacher) {}

  @Override
  public Set<String> reads() {
    return Set.of(
        "gaps.section_area",
        "gaps.reteach",
        "gaps.reteach_group",
        "gaps.school_day",
        "gaps.standard",
        "gaps.prerequisite");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    ShippedGraph graph = ShippedGraph.read(engine);
    Map<Long, List<LocalDate>> days = new HashMap<>();
    engine.scan(
        "select school_key, day_on from gaps.school_day order by school_key, day_number", row -> {
          LocalDate on = row.day(1);
          if (on != null) {
            days.computeIfAbsent(row.whole(0), school -> new ArrayList<>()).add(on);
          }
        });
    Map<SectionArea, List<Gap>> gaps = new HashMap<>();
    engine.scan(
        "select section_key, area, standard_code, assessed, below, weight from gaps.reteach"
            + " where scope = 'section' order by section_key, area, priority",
        row -> gaps.computeIfAbsent(
                new SectionArea(row.whole(0), row.text(1)), s -> new ArrayList<>())
            .add(new Gap(row.text(2), (int) row.whole(3), (int) row.whole(4), row.number(5))));
    Map<SectionArea, List<Group>> groups = new HashMap<>();
    engine.scan(
        "select distinct section_key, area, group_number, focus_codes from gaps.reteach_group"
            + " where group_number is not null order by section_key, area, group_number",
        row -> groups
            .computeIfAbsent(new SectionArea(row.whole(0), row.text(1)), s -> new ArrayList<>())
            .add(new Group(
                (int) row.whole(2),
                List.of(),
                row.isNull(3) ? List.of() : List.of(row.text(3).split(", ")))));
    var sections = new TreeMap<SectionArea, Taught>();
    engine.scan(
        "select section_key, area, school_key, case when has_teacher then 1 else 0 end as taught"
            + " from gaps.section_area",
        row -> sections.put(
            new SectionArea(row.whole(0), row.text(1)),
            new Taught(row.whole(2), row.whole(3) == 1)));
    sections.forEach((section, taught) -> {
      var order = Reteach.order(gaps.getOrDefault(section, List.of()), graph.prerequisites());
      var plan = TwoWeekPlan.of(
          order,
          groups.getOrDefault(section, List.of()),
          days.getOrDefault(taught.school(), List.of()),
          graph.prerequisites());
      for (TwoWeekPlan.Day day : plan) {
        rows.add(
            section.section(),
            taught.school(),
            section.area(),
            day.number(),
            day.on(),
            day.kind().name().toLowerCase(java.util.Locale.ROOT),
            day.standardCode(),
            day.warmUpCode(),
            day.groupNumber(),
            day.checks().isEmpty() ? null : String.join(", ", day.checks()),
            day.words(),
            taught.hasTeacher());
      }
    });
  }
}
