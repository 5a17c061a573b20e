package org.waymark.web.overview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.overview.OverviewFilter.Choice;
import org.waymark.web.overview.OverviewReader.MonthLine;
import org.waymark.web.overview.OverviewReader.YearLine;

/// Figures of the schools that the person may see, from the published summaries.
final class SchoolFigures {
  private static final String SUMS = """
      sum(s.students) as students, sum(s.chronic_students) as chronic_students,
      sum(s.chronic_of) as chronic_of, sum(s.enrolled_days) as enrolled_days,
      sum(s.absent_days) as absent_days,
      coalesce(sum(s.mean_gpa * s.gpa_students), 0) as gpa_sum,
      sum(s.gpa_students) as gpa_students, sum(s.courses_completed) as courses_completed,
      sum(s.courses_attempted) as courses_attempted, sum(s.tier_low) as tier_low,
      sum(s.tier_some) as tier_some, sum(s.tier_at_risk) as tier_at_risk,
      sum(s.tier_high) as tier_high, sum(s.tier_unknown) as tier_unknown
      """;

  private SchoolFigures() {}

  static List<Choice> schools(JdbcClient rows, int year) {
    return rows.sql("""
            select school_id, school_name from analytics.dim_schools d
            where exists (select from analytics.fact_school_summary s
                          where s.school_id = d.school_id and s.school_year = :year
                            and s.grade_level = 'all' and s.subgroup = 'all')
            order by school_name
            """)
        .param("year", year)
        .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
        .list();
  }

  static List<String> groups(JdbcClient rows, int year) {
    return rows.sql("""
            select distinct subgroup from analytics.fact_school_summary
            where school_year = :year and grade_level = 'all'
            """).param("year", year).query(String.class).list();
  }

  static List<YearLine> read(JdbcClient rows, int year, OverviewFilter filter) {
    return rows.sql("""
            select s.school_id::text as key, d.school_name as name, s.school_year, %s
            from analytics.fact_school_summary s
            join analytics.dim_schools d on d.tenant_id = s.tenant_id and d.school_id = s.school_id
            where s.school_year in (:year, :year - 1) and s.subgroup = :group
              and s.grade_level in (:grades)
              and (cast(:school as bigint) is null or s.school_id = :school)
            group by 1, 2, 3 having sum(s.students) > 0
            order by 2
            """.formatted(SUMS))
        .param("year", year)
        .param("group", filter.group())
        .param("grades", filter.grades())
        .param("school", filter.school())
        .query((row, n) -> new YearLine(
            row.getString("key"),
            row.getString("name"),
            "/overview?school=" + row.getString("key"),
            row.getInt("school_year"),
            totals(row)))
        .list();
  }

  static List<YearLine> grades(JdbcClient rows, int year, OverviewFilter filter) {
    List<String> order = OverviewFilter.gradesOf(filter.band());
    List<YearLine> lines = rows.sql("""
                select s.grade_level as key, s.school_year, %s
                from analytics.fact_school_summary s
                where s.school_year in (:year, :year - 1) and s.subgroup = :group
                  and s.grade_level in (:grades)
                  and (cast(:school as bigint) is null or s.school_id = :school)
                group by 1, 2 having sum(s.students) > 0
                """.formatted(SUMS))
        .param("year", year)
        .param("group", filter.group())
        .param("grades", order)
        .param("school", filter.school())
        .query((row, n) -> new YearLine(
            row.getString("key"),
            org.waymark.web.Words.grade(row.getString("key")),
            null,
            row.getInt("school_year"),
            totals(row)))
        .list();
    List<YearLine> sorted = new ArrayList<>(lines);
    sorted.sort(java.util.Comparator.comparingInt(line -> order.indexOf(line.key())));
    return sorted;
  }

  static List<MonthLine> months(JdbcClient rows, int year, OverviewFilter filter) {
    return rows.sql("""
            select school_year, month_on, sum(enrolled_days) as enrolled_days,
                   sum(absent_days) as absent_days
            from analytics.fact_attendance_month
            where school_year in (:year, :year - 1) and subgroup = :group
              and grade_level in (:grades)
              and (cast(:school as bigint) is null or school_id = :school)
            group by 1, 2 order by 2
            """)
        .param("year", year)
        .param("group", filter.group())
        .param("grades", OverviewFilter.gradesOf(filter.band()))
        .param("school", filter.school())
        .query((row, n) -> new MonthLine(
            row.getInt(1), row.getObject(2, LocalDate.class), row.getDouble(3), row.getDouble(4)))
        .list();
  }

  /// Chronic absence per student over all schools together: a transfer does not reset it, and
  /// nobody
  /// counts twice. The sums per school would.
  static Totals withStudentYears(JdbcClient rows, int year, Totals totals) {
    return rows.sql("""
            select count(*) filter (where is_chronic), count(is_chronic)
            from analytics.fact_attendance_year where school_year = ?
            """)
        .param(year)
        .query((row, n) -> totals.withChronic(row.getLong(1), row.getLong(2)))
        .single();
  }

  static Totals totals(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong("students"),
        row.getLong("chronic_students"),
        row.getLong("chronic_of"),
        row.getDouble("enrolled_days"),
        row.getDouble("absent_days"),
        row.getDouble("gpa_sum"),
        row.getLong("gpa_students"),
        row.getLong("courses_completed"),
        row.getLong("courses_attempted"),
        row.getLong("tier_low"),
        row.getLong("tier_some"),
        row.getLong("tier_at_risk"),
        row.getLong("tier_high"),
        row.getLong("tier_unknown"));
  }
}
