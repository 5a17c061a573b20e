package org.waymark.web.overview;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    Counts counts = counts(rows, year, filter);
    Key now = new Key(year, filter.band());
    Key before = new Key(year - 1, filter.band());
    Counted growth = counts.growth().getOrDefault(now, NOBODY);
    Counted grew = counts.growth().getOrDefault(before, NOBODY);
    Counted part = counts.part().getOrDefault(now, NOBODY);
    Counted took = counts.part().getOrDefault(before, NOBODY);
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

  /// By school year and band of grades.
  private record Key(int year, String band) {}

  /// All years and bands are asked together: one pass over the rows, the same for every group of
  /// students.
  private record Counts(Map<Key, Counted> growth, Map<Key, Counted> part) {}

  private static final Counted NOBODY = new Counted(0, null);

  private static final List<String> BANDS =
      OverviewFilter.BANDS.stream().map(OverviewFilter.Choice::key).toList();

  private static Counts counts(JdbcClient rows, int year, OverviewFilter filter) {
    return Recall.of(
        rows,
        Counts.class,
        "growth and programs",
        List.of(year, filter.schoolKey()),
        () -> new Counts(growth(rows, year, filter), participation(rows, year, filter)));
  }

  /// A piece of a question for each band, whose grades are `:band0` and so on.
  private static String eachBand(String piece) {
    return IntStream.range(0, BANDS.size())
        .mapToObj(at -> piece.replace("#", String.valueOf(at)))
        .collect(Collectors.joining(", "));
  }

  /// Only where it is asked for, so that an index answers.
  private static String ofSchool(OverviewFilter filter) {
    return filter.school() == null ? "" : "and school_id = :school";
  }

  private static JdbcClient.StatementSpec asked(
      JdbcClient rows, String question, int year, OverviewFilter filter) {
    JdbcClient.StatementSpec spec =
        rows.sql(question).param("year", year).param("school", filter.school());
    for (int at = 0; at < BANDS.size(); at++) {
      spec.param("band" + at, OverviewFilter.gradesOf(BANDS.get(at)));
    }
    return spec;
  }

  private static Map<Key, Counted> growth(JdbcClient rows, int year, OverviewFilter filter) {
    String question = """
        with student as (
          select student_id, right(school_year, 4)::int as year, %s
          from analytics.fact_student_growth
          where school_year in (:year - 1 || '-' || :year, :year - 2 || '-' || :year - 1)
            and sgp is not null %s
          group by 1, 2
        )
        select year, %s from student group by 1
        """.formatted(eachBand("""
                    sum(sgp) filter (where grade_level in (:band#)) as sum#,
                    count(*) filter (where grade_level in (:band#)) as of#
                    """), ofSchool(filter), eachBand("""
                    count(*) filter (where of# > 0) as students#,
                    sum(sum#)::float8 / nullif(sum(of#), 0)::float8 as value#
                    """));
    Map<Key, Counted> counted = new HashMap<>();
    asked(rows, question, year, filter).query(row -> {
      for (int at = 0; at < BANDS.size(); at++) {
        long students = row.getLong("students" + at);
        double value = row.getDouble("value" + at);
        counted.put(
            new Key(row.getInt("year"), BANDS.get(at)),
            new Counted(students, students < SMALLEST ? null : value));
      }
    });
    return counted;
  }

  private static Map<Key, Counted> participation(JdbcClient rows, int year, OverviewFilter filter) {
    String question = """
        with year as (
          select y as year, y - 1 || '-' || y as label
          from (values (:year), (:year - 1)) as years (y)
        ),
        enrolled as (
          select student_id, year.year, %s
          from analytics.dim_enrollments join year on year.label = school_year
          where school_year in (:year - 1 || '-' || :year, :year - 2 || '-' || :year - 1) %s
          group by 1, 2
        ),
        took as (
          select distinct student_id, year.year
          from analytics.fact_program_participation
          join year on starts_on <= make_date(year.year, 6, 30)
           and (ends_on is null or ends_on >= make_date(year.year - 1, 7, 1))
          where program not in ('ell', 'sped', 'section_504', 'frl')
        )
        select year, exists (select from analytics.fact_program_effects) as is_known, %s
        from enrolled left join took using (student_id, year) group by 1
        """.formatted(
            eachBand("bool_or(grade_level in (:band#)) as is#"), ofSchool(filter), eachBand("""
                    count(*) filter (where is#) as students#,
                    count(took.student_id) filter (where is#) as took#
                    """));
    Map<Key, Counted> counted = new HashMap<>();
    asked(rows, question, year, filter).query(row -> {
      for (int at = 0; at < BANDS.size(); at++) {
        long students = row.getLong("students" + at);
        boolean isKnown = row.getBoolean("is_known") && students >= SMALLEST;
        counted.put(
            new Key(row.getInt("year"), BANDS.get(at)),
            new Counted(students, isKnown ? (double) row.getLong("took" + at) / students : null));
      }
    });
    return counted;
  }
}
