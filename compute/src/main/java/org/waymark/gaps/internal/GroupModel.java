package org.waymark.gaps.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.gaps.Grouping;
import org.waymark.gaps.Grouping.Group;
import org.waymark.gaps.Grouping.Member;
import org.waymark.gaps.SmallGroups;

/// Small groups for every section and area, or why there are none.
public final class GroupModel implements JavaModel {

  /// What one student has in one section and area, while it is read.
  private static final class Standing {
    final Set<String> missing = new HashSet<>();
    int assessed;
  }

  private static final String OF_TODAY = """
      from gaps.section_area
      join warehouse.section_student
        on section_student.section_key = section_area.section_key and section_student.is_current
      join warehouse.student
        on student.student_key = section_student.student_key and student.is_enrolled
      """;

  private static final String ASSESSED = """
      select section_area.section_key, section_area.area, section_area.school_key,
             section_student.student_key, count(mastery.standard_code) as assessed
      """ + OF_TODAY + """
      left join gaps.mastery
        on mastery.student_key = section_student.student_key and mastery.area = section_area.area
      group by section_area.section_key, section_area.area, section_area.school_key,
               section_student.student_key
      """;

  /// Few of many: only what is not mastered travels.
  private static final String MISSING = """
      select section_area.section_key, section_area.area, section_student.student_key,
             mastery.standard_code
      """ + OF_TODAY + """
      join gaps.mastery
        on mastery.student_key = section_student.student_key and mastery.area = section_area.area
      where not mastery.is_mastered
      """;

  @Override
  public Set<String> reads() {
    return Set.of(
        "gaps.section_area",
        "gaps.mastery",
        "gaps.standard",
        "gaps.prerequisite",
        "gaps.reteach",
        "warehouse.section_student",
        "warehouse.student");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    ShippedGraph graph = ShippedGraph.read(engine);
    Map<SectionArea, Set<String>> classGaps = new HashMap<>();
    engine.scan(
        "select section_key, area, standard_code from gaps.reteach where scope = 'section'",
        row -> classGaps
            .computeIfAbsent(new SectionArea(row.whole(0), row.text(1)), s -> new HashSet<>())
            .add(row.text(2)));
    var sections = new TreeMap<SectionArea, Map<Long, Standing>>();
    Map<SectionArea, Long> schools = new HashMap<>();
    engine.scan(ASSESSED, row -> {
      var section = new SectionArea(row.whole(0), row.text(1));
      schools.put(section, row.whole(2));
      standing(sections, section, row.whole(3)).assessed = (int) row.whole(4);
    });
    engine.scan(
        MISSING,
        row -> standing(sections, new SectionArea(row.whole(0), row.text(1)), row.whole(2))
            .missing
            .add(row.text(3)));
    sections.forEach((section, students) -> {
      var members = new ArrayList<Member>();
      students.forEach(
          (key, standing) -> members.add(new Member(key, standing.missing, standing.assessed)));
      add(
          section,
          schools.getOrDefault(section, 0L),
          members,
          SmallGroups.of(members, classGaps.getOrDefault(section, Set.of()), graph::compare),
          graph,
          rows);
    });
  }

  private static Standing standing(
      Map<SectionArea, Map<Long, Standing>> sections, SectionArea section, long student) {
    return sections
        .computeIfAbsent(section, s -> new TreeMap<>())
        .computeIfAbsent(student, s -> new Standing());
  }

  private static void add(
      SectionArea section,
      long school,
      List<Member> members,
      Grouping grouping,
      ShippedGraph graph,
      RowSink rows) {
    Map<Long, Group> groupOf = new HashMap<>();
    String none = "";
    switch (grouping) {
      case Grouping.Grouped grouped ->
        grouped.groups().forEach(group -> group.students().forEach(s -> groupOf.put(s, group)));
      case Grouping.NotGrouped notGrouped -> none = notGrouped.reason();
    }
    for (Member member : members) {
      Group group = groupOf.get(member.student());
      var missing = new TreeSet<String>(graph::compare);
      missing.addAll(member.missing());
      String reason = !none.isEmpty()
          ? none
          : group != null
              ? null
              : member.assessed() == 0
                  ? "not assessed this year"
                  : "mastered all that was assessed";
      rows.add(
          section.section(),
          school,
          section.area(),
          member.student(),
          group == null ? null : group.number(),
          group == null || group.focus().isEmpty() ? null : String.join(", ", group.focus()),
          missing.isEmpty() ? null : String.join(", ", missing),
          member.missing().size(),
          member.assessed(),
          reason);
    }
  }
}
