package org.waymark.web.overview;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.overview.OverviewReader.MonthLine;
import org.waymark.web.overview.OverviewReader.YearLine;

/// A teacher's figures, counted from the student rows that the teacher may see.
final class SectionFigures {
  /// Which sections are the teacher's is asked of the grants, not guessed from the students.
  private static final String MINE = """
      mine as (
        select distinct bs.section_id, bs.student_id
        from analytics.bridge_section_students bs
        join analytics.bridge_section_staff bt using (tenant_id, section_id)
        join ledger.grant_scope g
          on g.tenant_id = bt.tenant_id and g.staff_id = bt.staff_id
         and g.person_id = access.person_id() and g.scope = 'section_of_staff'
        where bs.is_current and bt.is_current
      )
      """;

  private static final String PER_STUDENT = """
      student as (
        select st.student_id, a.is_chronic, a.enrolled_days, a.absent_days, g.gpa, i.tier,
               c.attempted, c.completed
        from analytics.dim_students st
        left join analytics.fact_attendance_year a
          on a.tenant_id = st.tenant_id and a.student_id = st.student_id and a.school_year = :year
        left join analytics.fact_gpa g
          on g.tenant_id = st.tenant_id and g.student_id = st.student_id
         and g.school_year = :year and g.term = 'year'
        left join analytics.fact_indicators i
          on i.tenant_id = st.tenant_id and i.student_id = st.student_id
         and i.as_of_on >= make_date(:year - 1, 7, 1) and i.as_of_on < make_date(:year, 7, 1)
        cross join lateral (
          select count(points) as attempted, count(*) filter (where points > 0) as completed
          from analytics.fact_course_grades f
          where f.tenant_id = st.tenant_id and f.student_id = st.student_id
            and f.school_year = :year and f.is_final
        ) c
      )
      """;

  private static final String SUMS = """
      count(*) as students, count(*) filter (where s.is_chronic) as chronic_students,
      count(s.is_chronic) as chronic_of, coalesce(sum(s.enrolled_days), 0) as enrolled_days,
      coalesce(sum(s.absent_days), 0) as absent_days, coalesce(sum(s.gpa), 0) as gpa_sum,
      count(s.gpa) as gpa_students, coalesce(sum(s.completed), 0) as courses_completed,
      coalesce(sum(s.attempted), 0) as courses_attempted,
      count(*) filter (where s.tier = 'low') as tier_low,
      count(*) filter (where s.tier = 'some') as tier_some,
      count(*) filter (where s.tier = 'at_risk') as tier_at_risk,
      count(*) filter (where s.tier = 'high') as tier_high,
      count(*) filter (where s.tier is null or s.tier = 'unknown') as tier_unknown
      """;

  private SectionFigures() {}

  static List<YearLine> read(JdbcClient rows, int year) {
    return rows.sql("""
            with %s, %s
            select d.section_id::text as key,
                   case when d.section_name like c.course_title || '%%' or c.course_title is null
                        then d.section_name
                        else c.course_title || ', ' || d.section_name end as name, %s
            from mine
            join student s using (student_id)
            join analytics.dim_sections d using (section_id)
            left join analytics.dim_courses c using (tenant_id, course_id)
            group by 1, 2 order by 2
            """.formatted(MINE, PER_STUDENT, SUMS))
        .param("year", year)
        .query((row, n) -> new YearLine(
            row.getString("key"),
            row.getString("name"),
            "/students?section=" + row.getString("key"),
            year,
            SchoolFigures.totals(row)))
        .list();
  }

  static Totals total(JdbcClient rows, int year) {
    return rows.sql("with %s select %s from student s".formatted(PER_STUDENT, SUMS))
        .param("year", year)
        .query((row, n) -> SchoolFigures.totals(row))
        .single();
  }

  /// Whole days by month: the letters of each student's days, counted.
  static List<MonthLine> months(JdbcClient rows, int year) {
    return rows.sql("""
            select c.school_year, m.month_on,
                   sum(length(m.codes) - length(translate(m.codes, 'PAUSIT', ''))) as enrolled,
                   sum(length(m.codes) - length(translate(m.codes, 'AUS', ''))) as absent
            from analytics.fact_attendance_calendar c
            cross join lateral (
              select first::date as month_on,
                     substr(c.codes, first::date - c.first_on + 1,
                            (first + interval '1 month')::date - first::date) as codes
              from generate_series(c.first_on::timestamp, c.first_on + interval '11 months', '1 month') first
            ) m
            where c.school_year in (:year, :year - 1)
            group by 1, 2
            having sum(length(m.codes) - length(translate(m.codes, 'PAUSIT', ''))) > 0
            order by 2
            """)
        .param("year", year)
        .query((row, n) -> new MonthLine(
            row.getInt(1), row.getObject(2, LocalDate.class), row.getDouble(3), row.getDouble(4)))
        .list();
  }
}
