package org.waymark.web.student;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;
import org.waymark.web.Words;

/// Who can see a student, and why, as the database itself answers: `access.who_sees`.
public final class WhoSees {
  private record Seer(
      String personId,
      String displayName,
      String role,
      String bond,
      @Nullable String schoolName,
      @Nullable LocalDate endsOn,
      @Nullable String reason) {}

  private WhoSees() {}

  /// @param you why the person who asks may see the student
  /// @param all everybody with an open account who may see the student, by the reason; and the
  ///     teachers of the roster, who would see the student with an account
  public record Answer(List<String> you, List<String> all) {}

  /// Asks the database once.
  public static Answer of(JdbcClient rows, long student, Person person) {
    List<Seer> seers = seers(rows, student);
    List<String> you = seers.stream()
        .filter(seer -> seer.personId().equals(person.personId()))
        .map(WhoSees::because)
        .distinct()
        .toList();
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Seer seer : seers) {
      names.computeIfAbsent(why(seer), key -> new ArrayList<>()).add(seer.displayName());
    }
    List<String> lines = new ArrayList<>();
    names.forEach((why, people) ->
        lines.add(why + ": " + String.join(", ", people.stream().distinct().toList())));
    lines.add(roster(rows, student));
    return new Answer(you, lines);
  }

  private static List<Seer> seers(JdbcClient rows, long student) {
    return rows.sql("""
            select w.person_id, w.display_name, w.role, w.bond, d.school_name, w.ends_on, w.reason
            from access.who_sees(?) w
            left join analytics.dim_schools d on d.school_id = w.school_id
            order by array_position(
              array['district', 'school', 'caseload', 'section', 'student'], w.bond), w.display_name
            """).param(student).query(Records.of(Seer.class)).list();
  }

  private static String because(Seer seer) {
    return switch (seer.bond()) {
      case "district" -> "Your role in the district sees all students.";
      case "school" ->
        "You lead " + Words.or(seer.schoolName()) + ", where this student is enrolled.";
      case "section" -> "This student is in a section that you teach now.";
      case "caseload" -> "This student is in your caseload.";
      default ->
        "You were granted this student until %s: %s."
            .formatted(Words.date(seer.endsOn()), Words.or(seer.reason()));
    };
  }

  private static String why(Seer seer) {
    return switch (seer.bond()) {
      case "district" -> "See all students of the district";
      case "school" -> "Lead " + Words.or(seer.schoolName());
      case "section" -> "Teach a section of this student now";
      case "caseload" -> "Have this student in their caseload";
      default ->
        "Granted this student by hand until %s (%s)"
            .formatted(Words.date(seer.endsOn()), Words.or(seer.reason()));
    };
  }

  private static String roster(JdbcClient rows, long student) {
    List<String> teachers = rows.sql("""
            select distinct sf.staff_name || ' (' || coalesce(c.course_title, d.section_name) || ')'
            from analytics.bridge_section_students b
            join analytics.bridge_section_staff t
              on t.tenant_id = b.tenant_id and t.section_id = b.section_id and t.is_current
            join analytics.dim_staff sf
              on sf.tenant_id = t.tenant_id and sf.staff_id = t.staff_id
            join analytics.dim_sections d
              on d.tenant_id = b.tenant_id and d.section_id = b.section_id
            left join analytics.dim_courses c
              on c.tenant_id = d.tenant_id and c.course_id = d.course_id
            where b.student_id = ? and b.is_current order by 1
            """).param(student).query(String.class).list();
    return teachers.isEmpty()
        ? "On the roster, no teacher has a current section with this student"
        : "On the roster, with an account of their own: " + String.join(", ", teachers);
  }
}
