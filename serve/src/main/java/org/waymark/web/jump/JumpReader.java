package org.waymark.web.jump;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Room;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.jump.Jump.Hit;
import org.waymark.web.jump.Jump.Part;

/// Looks for what begins with a few letters, among what the person may see.
///
/// Students are found by two columns of names in small letters with `text_pattern_ops`
/// indexes. Their comparisons are leakproof, so that row-level security lets them use the
/// index; `like` would read the whole table.
final class JumpReader {
  private static final int STUDENTS = 8;
  private static final int OTHERS = 5;

  /// Nothing that a name begins with sorts after it.
  private static final String LAST = "\uDBFF\uDFFF";

  private final JdbcClient rows;
  private final String sought;
  private final Person person;
  private final boolean hasFigures;
  private final List<Part> parts = new ArrayList<>();
  private int number;

  private JumpReader(JdbcClient rows, Person person, boolean hasFigures, String asked) {
    this.rows = rows;
    this.person = person;
    this.hasFigures = hasFigures;
    this.sought = asked.toLowerCase(Locale.ROOT).replace(",", "").replaceAll("\\s+", " ");
  }

  static Jump read(JdbcClient rows, Person person, boolean hasFigures, String asked) {
    var reader = new JumpReader(rows, person, hasFigures, asked);
    if (!reader.sought.isEmpty()) {
      reader.find();
    } else {
      reader.pages();
    }
    return new Jump(asked, List.copyOf(reader.parts));
  }

  private void find() {
    if (hasFigures && person.isIn(Circle.STUDENTS)) {
      if (sought.length() > 1) {
        students();
      }
      schools();
      classes();
    }
    pages();
    if (hasFigures) {
      figures();
    }
  }

  private void students() {
    part(
        "Students",
        rows.sql("""
            select f.student_id, f.first_name, f.last_name, f.grade_level, d.school_name
            from (
              (select tenant_id, student_id, first_name, last_name, grade_level, current_school_id
               from analytics.dim_students
               where search_family ~>=~ :from and search_family ~<~ :to
               order by search_family using ~<~ limit :most)
              union
              (select tenant_id, student_id, first_name, last_name, grade_level, current_school_id
               from analytics.dim_students
               where search_given ~>=~ :from and search_given ~<~ :to
               order by search_given using ~<~ limit :most)
            ) f
            left join analytics.dim_schools d
              on d.tenant_id = f.tenant_id and d.school_id = f.current_school_id
            order by f.last_name, f.first_name, f.student_id limit :most
            """)
            .param("from", sought)
            .param("to", sought + LAST)
            .param("most", STUDENTS)
            .query((row, n) -> new Hit(
                number++,
                row.getString(3) + ", " + row.getString(2),
                Words.grade(row.getString(4)) + " · " + Words.or(row.getString(5)),
                "/students/" + row.getLong(1),
                row.getLong(1)))
            .list());
  }

  private void schools() {
    record School(long schoolId, String schoolName) {
      int at(String letters) {
        return schoolName.toLowerCase(Locale.ROOT).indexOf(letters);
      }
    }
    record Schools(List<School> all) {}
    Schools schools = Recall.of(
        rows,
        Schools.class,
        "schools to jump to",
        "",
        () -> new Schools(rows.sql("""
            select school_id, school_name from analytics.dim_schools d
            where exists (select from analytics.fact_school_summary s
                          where s.tenant_id = d.tenant_id and s.school_id = d.school_id)
            order by 2
            """).query(Records.of(School.class)).list()));
    part(
        "Schools",
        schools.all().stream()
            .filter(school -> school.at(sought) >= 0)
            .sorted(Comparator.comparingInt(school -> school.at(sought)))
            .limit(OTHERS)
            .map(school -> new Hit(
                number++,
                school.schoolName(),
                "School",
                "/overview?school=" + school.schoolId(),
                null))
            .toList());
  }

  /// Classes in which the person sees a student.
  private void classes() {
    record Section(
        long sectionId,
        String sectionName,
        @Nullable String courseTitle,
        @Nullable String schoolName) {
      String words() {
        return ((courseTitle == null ? "" : courseTitle) + " " + sectionName)
            .toLowerCase(Locale.ROOT);
      }
    }
    record Sections(List<Section> all) {}
    Sections sections = Recall.of(
        rows,
        Sections.class,
        "classes to jump to",
        "",
        () -> new Sections(rows.sql("""
            select d.section_id, d.section_name, c.course_title, s.school_name
            from analytics.dim_sections d
            left join analytics.dim_courses c using (tenant_id, course_id)
            left join analytics.dim_schools s
              on s.tenant_id = d.tenant_id and s.school_id = d.school_id
            where d.school_year = (select max(school_year) from analytics.dim_sections)
              and exists (select from analytics.bridge_section_students b
                          where b.tenant_id = d.tenant_id and b.section_id = d.section_id
                            and b.is_current)
            order by 2, 1
            """).query(Records.of(Section.class)).list()));
    part(
        "Classes",
        sections.all().stream()
            .filter(section -> section.words().contains(sought))
            .limit(OTHERS)
            .map(section -> new Hit(
                number++,
                section.sectionName(),
                "Class · " + Words.or(section.schoolName()),
                "/students?section=" + section.sectionId(),
                null))
            .toList());
  }

  private void pages() {
    part(
        "Pages",
        Room.of(person).stream()
            .filter(room -> room.words().toLowerCase(Locale.ROOT).contains(sought))
            .map(room -> new Hit(number++, room.words(), "Page", room.path(), null))
            .toList());
  }

  private void figures() {
    part(
        "How is this counted",
        FigureNotes.read(rows).all().stream()
            .filter(note -> note.title().toLowerCase(Locale.ROOT).contains(sought)
                || sought.contains(note.title().toLowerCase(Locale.ROOT)))
            .limit(OTHERS)
            .map(note -> new Hit(
                number++,
                note.title(),
                "How it is counted",
                "/dictionary#figure-" + note.figure(),
                null))
            .toList());
  }

  private void part(String heading, List<Hit> hits) {
    if (!hits.isEmpty()) {
      parts.add(new Part(heading, hits));
    }
  }
}
