package org.waymark.web.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;

/// Two more figures on top: growth on benchmark tests, and who takes part in a program. Both
/// are counted from the students that the person may see.
final class GrowthAndPrograms {
  private static final int SMALLEST = 10;
  private static final double SMALL_GROWTH = 1;

  private GrowthAndPrograms() {}

  /// @param students with a growth percentile, or enrolled
  private record Counted(long students, @Nullable Double value) {}

  static List<Kpi> read(
      JdbcClient rows, int year, OverviewFilter filter, FigureNotes notes, String lastYear) {
    Both now = both(rows, year, filter);
    Both before = both(rows, year - 1, filter);
    Counted growth = now.growth();
    Counted grew = before.growth();
    Counted part = now.part();
    Counted took = before.part();
    String everyone = filter.group().equals("all") ? "" : "; all groups together";
    boolean isWhole = filter.school() == null && growth.value() != null;
    return List.of(
        new Kpi(
            "Benchmark growth",
            growth.value() == null ? "too few to say" : Words.decimal(growth.value(), 0),
            growth.value() == null
                ? "fewer than 10 students with a growth percentile" + everyone
                : "mean growth percentile of %s students%s"
                    .formatted(Words.count(growth.students()), everyone),
            isWhole
                ? Kpi.Direction.UNKNOWN
                : Kpi.direction(growth.value(), grew.value(), true, SMALL_GROWTH),
            isWhole
                ? "near 50 in every year, since the district's own students are the yardstick; choose a school"
                : points(growth.value(), grew.value(), lastYear),
            notes.of("growth_percentile")),
        new Kpi(
            "In a program",
            Words.percent(part.value()),
            part.value() == null
                ? "no program is on record" + everyone
                : "of %s students took part in an intervention or other program this year%s"
                    .formatted(Words.count(part.students()), everyone),
            Kpi.Direction.UNKNOWN,
            Kpi.points(part.value(), took.value(), "all of " + lastYear),
            notes.of("program_participation")));
  }

  private static String points(@Nullable Double now, @Nullable Double before, String lastYear) {
    if (now == null || before == null) {
      return "no figure for " + lastYear;
    }
    long change = Math.round(now) - Math.round(before);
    return change == 0
        ? "the same as " + lastYear
        : "%d %s than %s (%s)"
            .formatted(
                Math.abs(change),
                change > 0 ? "higher" : "lower",
                lastYear,
                Words.decimal(before, 0));
  }

  /// The same for every group of students, so asked once for all of them.
  private record Both(Counted growth, Counted part) {}

  private static Both both(JdbcClient rows, int year, OverviewFilter filter) {
    return Recall.of(
        rows,
        Both.class,
        "growth and programs",
        List.of(year, filter.schoolKey(), filter.band()),
        () -> new Both(growth(rows, year, filter), participation(rows, year, filter)));
  }

  /// Only where it is asked for, so that an index answers.
  private static String ofSchool(OverviewFilter filter) {
    return filter.school() == null ? "" : "and school_id = :school";
  }

  private static Counted growth(JdbcClient rows, int year, OverviewFilter filter) {
    return rows.sql("""
            select count(distinct student_id) as students, avg(sgp)::float8 as value
            from analytics.fact_student_growth
            where school_year = :label and sgp is not null and grade_level in (:grades) %s
            """.formatted(ofSchool(filter)))
        .param("label", (year - 1) + "-" + year)
        .param("grades", OverviewFilter.gradesOf(filter.band()))
        .param("school", filter.school())
        .query((row, n) -> {
          long students = row.getLong(1);
          double value = row.getDouble(2);
          return new Counted(students, students < SMALLEST ? null : value);
        })
        .single();
  }

  private static Counted participation(JdbcClient rows, int year, OverviewFilter filter) {
    return rows.sql("""
            with enrolled as (
              select distinct student_id from analytics.dim_enrollments
              where school_year = :label and grade_level in (:grades) %s
            ),
            took as (
              select distinct student_id from analytics.fact_program_participation
              where program not in ('ell', 'sped', 'section_504', 'frl')
                and starts_on <= make_date(:year, 6, 30)
                and (ends_on is null or ends_on >= make_date(:year - 1, 7, 1))
            )
            select count(*), count(took.student_id),
                   exists (select from analytics.fact_program_effects)
            from enrolled left join took using (student_id)
            """.formatted(ofSchool(filter)))
        .param("year", year)
        .param("label", (year - 1) + "-" + year)
        .param("grades", OverviewFilter.gradesOf(filter.band()))
        .param("school", filter.school())
        .query((row, n) -> {
          long students = row.getLong(1);
          boolean isKnown = row.getBoolean(3) && students >= SMALLEST;
          return new Counted(students, isKnown ? (double) row.getLong(2) / students : null);
        })
        .single();
  }
}
