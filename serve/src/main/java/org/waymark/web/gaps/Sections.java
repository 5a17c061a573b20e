package org.waymark.web.gaps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.gaps.ClassGap;
import org.waymark.gaps.Gap;
import org.waymark.gaps.Reteach;
import org.waymark.web.gaps.Gaps.SectionLine;

/// Which classes a person may look at, and what stands out in each.
final class Sections {

  /// A teacher's own sections are asked of the grants, as on the overview.
  private static final String MINE = """
      exists (select from analytics.bridge_section_staff bt
              join ledger.grant_scope g
                on g.tenant_id = bt.tenant_id and g.staff_id = bt.staff_id
               and g.person_id = access.person_id() and g.scope = 'section_of_staff'
               and (g.starts_on is null or g.starts_on <= current_date)
               and (g.ends_on is null or g.ends_on >= current_date)
              where bt.tenant_id = d.tenant_id and bt.section_id = d.section_id and bt.is_current)
      """;

  private static final String VISIBLE = """
      ((select access.is_district())
       or d.school_id = any ((select access.school_ids())::bigint[]) or %s)
      """.formatted(MINE);

  private static final String NAME = """
      case when d.section_name like c.course_title || '%%' or c.course_title is null
           then d.section_name else c.course_title || ', ' || d.section_name end
      """;

  private static final String TEACHER = """
      coalesce((select string_agg(distinct st.staff_name, ', ')
                from analytics.bridge_section_staff b
                join analytics.dim_staff st using (tenant_id, staff_id)
                where b.tenant_id = d.tenant_id and b.section_id = d.section_id and b.is_current),
               '')
      """;

  /// One class.
  ///
  /// @param teacher empty where nobody is on file
  record Section(long id, String name, String teacher, long school, String schoolName) {
    String teacherWords() {
      return teacher.isBlank() ? "No teacher on file" : teacher;
    }
  }

  private Sections() {}

  /// The section, if the person may look at it.
  static Optional<Section> one(JdbcClient rows, long section) {
    return rows.sql("""
            select d.section_id, %s as name, %s as teacher, d.school_id,
                   coalesce(s.school_name, 'school unknown') as school_name
            from analytics.dim_sections d
            left join analytics.dim_courses c using (tenant_id, course_id)
            left join analytics.dim_schools s
              on s.tenant_id = d.tenant_id and s.school_id = d.school_id
            where d.section_id = :section and %s
            """.formatted(NAME.replace("%%", "%"), TEACHER, VISIBLE))
        .param("section", section)
        .query((row, n) -> new Section(
            row.getLong(1),
            row.getString(2),
            row.getString(3).strip(),
            row.getLong(4),
            row.getString(5)))
        .optional();
  }

  /// The areas that have scores in a section: it has rows of groups, or of reasons for none.
  static List<String> areas(JdbcClient rows, long section) {
    return rows.sql("""
            select distinct area from analytics.fact_reteach_groups
            where section_id = :section order by area desc
            """).param("section", section).query(String.class).list();
  }

  /// A teacher's own classes, counted from the students that the teacher may see.
  static List<SectionLine> mine(JdbcClient rows, GapFilter filter, Standards standards) {
    Map<Long, List<Counted>> counted = new LinkedHashMap<>();
    Map<Long, Section> sections = new LinkedHashMap<>();
    rows.sql("""
            with own as materialized (
              select d.tenant_id, d.section_id, d.school_id, %s as name, %s as teacher
              from analytics.dim_sections d
              left join analytics.dim_courses c using (tenant_id, course_id)
              where %s
            )
            select own.section_id, own.name, own.teacher, own.school_id, m.standard_code,
                   count(m.student_id) as assessed,
                   count(*) filter (where not m.is_mastered) as below,
                   max(size.students) as students
            from own
            join analytics.fact_reteach_groups g
              on g.tenant_id = own.tenant_id and g.section_id = own.section_id and g.area = :area
            join (select section_id, count(*) as students from analytics.fact_reteach_groups
                  where area = :area group by 1) size on size.section_id = own.section_id
            left join (analytics.fact_standard_mastery m
                       join analytics.dim_learning_standards s
                         on s.tenant_id = m.tenant_id and s.standard_code = m.standard_code
                        and s.area = :area)
              on m.tenant_id = g.tenant_id and m.student_id = g.student_id
            group by 1, 2, 3, 4, 5
            order by 2, 1
            """.formatted(NAME.replace("%%", "%"), TEACHER, MINE))
        .param("area", filter.area())
        .query(row -> {
          long id = row.getLong(1);
          sections.putIfAbsent(
              id, new Section(id, row.getString(2), row.getString(3).strip(), row.getLong(4), ""));
          List<Counted> list = counted.computeIfAbsent(id, key -> new ArrayList<>());
          String code = row.getString(5);
          if (code != null) {
            list.add(new Counted(code, row.getInt(6), row.getInt(7), row.getInt(8)));
          }
        });
    List<SectionLine> lines = new ArrayList<>();
    sections.forEach((id, section) -> {
      List<Counted> list = counted.getOrDefault(id, List.of());
      List<Gap> gaps = list.stream()
          .filter(c -> ClassGap.of(c.assessed(), c.below(), standards.classGapShare())
              instanceof ClassGap.Wide)
          .map(c -> new Gap(c.code(), c.assessed(), c.below(), standards.weight(c.code())))
          .toList();
      int judged = (int)
          list.stream().filter(c -> c.assessed() >= ClassGap.ASSESSED_AT_LEAST).count();
      lines.add(new SectionLine(
          id,
          section.name(),
          filter.ofSection(id, filter.area()),
          section.teacherWords(),
          list.stream().mapToInt(Counted::students).max().orElse(0),
          gaps.size(),
          judged,
          first(Reteach.order(gaps, standards.graph()), judged)));
    });
    return lines;
  }

  /// Which of the teacher's own classes the students are in.
  static void classesOf(JdbcClient rows, List<Long> students, Map<Long, String> classes) {
    rows.sql("""
            select b.student_id, string_agg(%s, '; ' order by d.section_name)
            from analytics.bridge_section_students b
            join analytics.dim_sections d using (tenant_id, section_id)
            left join analytics.dim_courses c using (tenant_id, course_id)
            where b.student_id in (:students) and b.is_current and %s
            group by 1
            """.formatted(NAME.replace("%%", "%"), MINE))
        .param("students", students)
        .query(row -> {
          classes.put(row.getLong(1), row.getString(2));
        });
  }

  private record Counted(String code, int assessed, int below, int students) {}

  /// The two standards to reteach, or why none is named.
  private static String first(List<Reteach> order, int judged) {
    if (order.isEmpty()) {
      return judged == 0 ? "too few assessed to say" : "no class-wide gap";
    }
    return String.join(
        ", then ",
        order.stream().limit(2).map(reteach -> reteach.gap().standardCode()).toList());
  }

  /// The classes of a school, or of one grade of it: those whose students are mostly of that
  /// grade.
  static List<SectionLine> ofSchool(JdbcClient rows, GapFilter filter) {
    return rows.sql("""
            with judged as materialized (
              select tenant_id, section_id,
                     count(*) filter (where is_class_gap) as gaps,
                     count(*) filter (where share_below is not null) as judged,
                     string_agg(standard_code, ', then ' order by priority)
                       filter (where priority <= 2) as first
              from analytics.fact_standard_gaps
              where scope = 'section' and school_id = :school and area = :area
              group by 1, 2
            ),
            present as materialized (
              select b.section_id, count(*) as students,
                     mode() within group (order by st.grade_level) as grade_level
              from analytics.bridge_section_students b
              join analytics.dim_students st using (tenant_id, student_id)
              where b.section_id = any (array(select section_id from judged))
                and b.is_current and st.is_enrolled
              group by 1
            )
            select d.section_id, %s as name, %s as teacher, present.students, judged.gaps,
                   judged.judged, judged.first
            from judged
            join present using (section_id)
            join analytics.dim_sections d
              on d.tenant_id = judged.tenant_id and d.section_id = judged.section_id
            left join analytics.dim_courses c
              on c.tenant_id = d.tenant_id and c.course_id = d.course_id
            where :grade = '' or present.grade_level = :grade
            order by judged.gaps desc, 2, 1
            """.formatted(NAME.replace("%%", "%"), TEACHER))
        .param("school", filter.school())
        .param("area", filter.area())
        .param("grade", filter.grade())
        .query((row, n) -> {
          String first = row.getString(7);
          String teacher = row.getString(3).strip();
          return new SectionLine(
              row.getLong(1),
              row.getString(2),
              filter.ofSection(row.getLong(1), filter.area()),
              teacher.isEmpty() ? "No teacher on file" : teacher,
              row.getInt(4),
              row.getInt(5),
              row.getInt(6),
              first != null
                  ? first
                  : row.getInt(6) == 0 ? "too few assessed to say" : "no class-wide gap");
        })
        .list();
  }
}
