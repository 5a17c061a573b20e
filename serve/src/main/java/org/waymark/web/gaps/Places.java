package org.waymark.web.gaps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.Words;
import org.waymark.web.gaps.Gaps.Before;
import org.waymark.web.gaps.Gaps.Common;
import org.waymark.web.gaps.Gaps.Place;
import org.waymark.web.gaps.Gaps.ReteachLine;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Schools and grades, from the published gaps of those that the person leads.
final class Places {
  private static final int MOST = 12;

  private Places() {}

  static List<Choice> schools(JdbcClient rows) {
    return rows.sql("""
            select d.school_id, d.school_name from analytics.dim_schools d
            where ((select access.is_district())
                   or d.school_id = any ((select access.school_ids())::bigint[]))
              and exists (select from analytics.fact_school_summary s
                          where s.tenant_id = d.tenant_id and s.school_id = d.school_id)
            order by 2
            """)
        .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
        .list();
  }

  static List<String> areas(JdbcClient rows) {
    return rows.sql("""
            select area from analytics.fact_reteach_groups group by area order by area desc
            """).query(String.class).list();
  }

  /// The areas in which classes were assessed.
  static List<String> commonAreas(JdbcClient rows) {
    return rows.sql("select distinct area from analytics.fact_standard_gaps where scope = 'school'")
        .query(String.class)
        .list();
  }

  /// The schools with their classes, the ones with the most gaps first.
  static List<Place> schoolLines(JdbcClient rows, GapFilter filter) {
    return rows.sql("""
            with section as (
              select tenant_id, school_id, section_id, bool_or(is_class_gap) as has_gap
              from analytics.fact_standard_gaps
              where scope = 'section' and area = :area and share_below is not null
              group by 1, 2, 3
            ),
            most as (
              select school_id, standard_code, count(*) as classes,
                     row_number() over (partition by school_id
                       order by count(*) desc, sum(below) desc, standard_code) as place
              from analytics.fact_standard_gaps
              where scope = 'section' and area = :area and is_class_gap
              group by 1, 2
            )
            select d.school_id, d.school_name, count(*) filter (where section.has_gap),
                   count(*), max(most.standard_code), max(most.classes)
            from section
            join analytics.dim_schools d using (tenant_id, school_id)
            left join most on most.school_id = d.school_id and most.place = 1
            group by 1, 2
            order by count(*) filter (where section.has_gap)::double precision / count(*) desc, 2
            """)
        .param("area", filter.area())
        .query((row, n) -> new Place(
            row.getString(2),
            filter.ofSchool(row.getLong(1)),
            row.getInt(3),
            row.getInt(4),
            row.getString(5) == null
                ? "no class-wide gap"
                : row.getString(5) + ", in " + Words.counted(row.getInt(6), "class", "classes")))
        .list();
  }

  /// The grades of a school: standards with a gap of those that can be judged.
  static List<Place> gradeLines(JdbcClient rows, GapFilter filter) {
    return rows.sql("""
            select grade_level, count(*) filter (where is_class_gap),
                   count(*) filter (where share_below is not null),
                   string_agg(standard_code, ', then ' order by priority)
                     filter (where priority <= 2)
            from analytics.fact_standard_gaps
            where scope = 'grade' and school_id = :school and area = :area
            group by 1
            order by array_position(
              array['PK','K','1','2','3','4','5','6','7','8','9','10','11','12'], grade_level)
            """)
        .param("school", filter.school())
        .param("area", filter.area())
        .query((row, n) -> new Place(
            Words.grade(row.getString(1)),
            filter.ofGrade(row.getString(1)),
            row.getInt(2),
            row.getInt(3),
            row.getString(4) != null
                ? row.getString(4)
                : row.getInt(3) == 0 ? "too few assessed to say" : "no gap of the whole grade"))
        .list();
  }

  /// Standards by how many classes have them as a class-wide gap.
  static List<Common> common(JdbcClient rows, GapFilter filter, Standards standards) {
    Map<String, int[]> here = new HashMap<>();
    List<Common> lines = new ArrayList<>();
    rows.sql("""
            select standard_code, count(*) filter (where is_class_gap) as gaps, count(*) as classes,
                   sum(below) as below, sum(assessed) as assessed
            from analytics.fact_standard_gaps
            where scope = 'section' and area = :area and share_below is not null
              and (cast(:school as bigint) is null or school_id = :school)
            group by 1
            order by 2 desc, sum(below)::double precision / sum(assessed) desc, 1
            """).param("area", filter.area()).param("school", filter.school()).query(row -> {
      here.put(row.getString(1), new int[] {row.getInt(2), row.getInt(3)});
      lines.add(new Common(
          row.getString(1),
          standards.description(row.getString(1)),
          row.getInt(2),
          row.getInt(3),
          row.getInt(4),
          row.getInt(5),
          List.of()));
    });
    return lines.stream()
        .filter(line -> line.withGap() > 0)
        .limit(MOST)
        .map(line -> new Common(
            line.code(),
            line.description(),
            line.withGap(),
            line.classes(),
            line.below(),
            line.assessed(),
            standards.graph().direct(line.code()).stream()
                .map(code -> {
                  int @Nullable [] counts = here.get(code);
                  return new Before(
                      code,
                      standards.description(code),
                      counts == null
                          ? "not assessed here"
                          : "a gap in " + counts[0] + " of "
                              + Words.counted(counts[1], "class", "classes"));
                })
                .toList()))
        .toList();
  }

  /// The gaps of a grade, a school or the district, in the order of teaching.
  static List<ReteachLine> reteach(JdbcClient rows, GapFilter filter, Standards standards) {
    String scope =
        filter.school() == null ? "district" : filter.grade().isEmpty() ? "school" : "grade";
    Map<String, String> standing = new HashMap<>();
    List<ReteachLine> lines = new ArrayList<>();
    rows.sql("""
            select standard_code, assessed, below, is_class_gap, priority, reason
            from analytics.fact_standard_gaps
            where scope = :scope and area = :area
              and (cast(:school as bigint) is null or school_id = :school)
              and (:grade = '' or grade_level = :grade)
            order by priority, standard_code
            """)
        .param("scope", scope)
        .param("area", filter.area())
        .param("school", filter.school())
        .param("grade", filter.grade())
        .query(row -> {
          String code = row.getString(1);
          boolean isGap = row.getBoolean(4);
          standing.put(code, standing(row.getInt(2), row.getInt(3), isGap));
          if (isGap) {
            lines.add(new ReteachLine(
                row.getInt(5),
                code,
                standards.description(code),
                row.getInt(2),
                row.getInt(3),
                place(row.getString(6)),
                List.of()));
          }
        });
    return withBefore(lines, standing, standards);
  }

  static List<ReteachLine> withBefore(
      List<ReteachLine> lines, Map<String, String> standing, Standards standards) {
    return lines.stream()
        .map(line -> new ReteachLine(
            line.priority(),
            line.code(),
            line.description(),
            line.assessed(),
            line.below(),
            line.reason(),
            standards.graph().direct(line.code()).stream()
                .map(code -> new Before(
                    code,
                    standards.description(code),
                    standing.getOrDefault(code, "not assessed here")))
                .toList()))
        .toList();
  }

  /// The published reason without its counts, which have columns of their own here.
  private static String place(String reason) {
    int end = reason.indexOf("; ");
    return end < 0 ? "by its share below" : reason.substring(end + 2);
  }

  static String standing(int assessed, int below, boolean isGap) {
    return below + " of " + assessed + " below" + (isGap ? ": a gap here too" : "");
  }
}
