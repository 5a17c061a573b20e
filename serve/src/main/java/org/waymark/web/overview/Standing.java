package org.waymark.web.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.chart.FunnelChart;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.overview.OverviewFilter.Choice;
import org.waymark.web.overview.OverviewReader.MonthLine;
import org.waymark.web.overview.OverviewReader.YearLine;

/// How a school or a district stands: what a leader's morning begins with.
///
/// @param title the finding
/// @param scope the name of the one school, or "all schools"
/// @param comparedBy what a line is: "School" or "Grade"
/// @param funnel null where there are fewer than three schools to compare
/// @param groups groups of students, the one that misses the most first
public record Standing(
    String title,
    String scope,
    List<Figure> figures,
    String comparedBy,
    List<Overview.Line> lines,
    @Nullable Picture funnel,
    List<Group> groups) {
  private static final int SMALLEST = 10;

  /// A figure, and how far chance alone could have moved it.
  ///
  /// @param interval in words; null where the figure is no share of students
  public record Figure(Kpi kpi, @Nullable String interval) {}

  /// A group of students on chronic absence.
  public record Group(String name, long cases, long of) {
    double rate() {
      return (double) cases / of;
    }
  }

  /// Reads the schools that the person leads.
  public static Standing read(JdbcClient rows, Freshness fresh) {
    return Recall.of(rows, Standing.class, "standing", "", () -> ask(rows, fresh));
  }

  private static Standing ask(JdbcClient rows, Freshness fresh) {
    int year = fresh.schoolYear();
    OverviewFilter filter = OverviewFilter.of("", "", "all");
    FigureNotes notes = FigureNotes.read(rows);
    List<Choice> schools = SchoolFigures.schools(rows, year);
    List<YearLine> read = SchoolFigures.read(rows, year, filter);
    Totals now = OverviewReader.total(read, year);
    Totals before = OverviewReader.total(read, year - 1);
    boolean isMany = schools.size() > 1;
    if (isMany) {
      now = SchoolFigures.withStudentYears(rows, year, now);
      before = SchoolFigures.withStudentYears(rows, year - 1, before);
    }
    List<MonthLine> months = SchoolFigures.months(rows, year, filter);
    Comparison comparison = Comparison.of(months, year, fresh.asOf());
    String by = isMany ? "School" : "Grade";
    List<FunnelChart.Place> places = new ArrayList<>();
    List<Overview.Line> lines = OverviewReader.lines(
        isMany ? read : SchoolFigures.grades(rows, year, filter), year, by, places);
    Totals all = now;
    List<Figure> figures =
        KpiList.of(now, before, comparison, notes, Words.schoolYear(year - 1), false, isMany)
            .stream()
            .map(kpi -> new Figure(kpi, interval(kpi, all)))
            .toList();
    return new Standing(
        OverviewReader.title(now, before, lines, by),
        isMany || schools.isEmpty() ? "all schools" : schools.getFirst().words(),
        figures,
        by,
        lines,
        isMany && places.size() > 2
            ? FunnelChart.draw("Chronic absence by school size", places, "students who count")
            : null,
        groups(rows, year));
  }

  private static @Nullable String interval(Kpi kpi, Totals now) {
    if (kpi.title().startsWith("Chronic")) {
      return interval(now.chronicStudents(), now.chronicOf());
    }
    return kpi.title().startsWith("Two signs")
        ? interval(now.tierAtRisk() + now.tierHigh(), now.tiered())
        : null;
  }

  /// Wilson's 95 % interval of a share (Wilson 1927, JASA 22), which holds for few students too.
  static @Nullable String interval(long cases, long of) {
    if (of <= 0) {
      return null;
    }
    double z = 1.959964;
    double p = (double) cases / of;
    double middle = p + z * z / (2 * of);
    double reach = z * Math.sqrt(p * (1 - p) / of + z * z / (4.0 * of * of));
    double scale = 1 + z * z / of;
    return String.format(
        Locale.US,
        "%.1f%% to %.1f%%",
        Math.max(0, (middle - reach) / scale) * 100,
        Math.min(1, (middle + reach) / scale) * 100);
  }

  private static List<Group> groups(JdbcClient rows, int year) {
    return rows
        .sql("""
            select subgroup, sum(chronic_students) as cases, sum(chronic_of) as of
            from analytics.fact_school_summary
            where school_year = :year and grade_level = 'all' and subgroup <> 'all'
            group by 1 having sum(chronic_of) >= :smallest
            """)
        .param("year", year)
        .param("smallest", SMALLEST)
        .query((row, n) -> new Group(capital(row.getString(1)), row.getLong(2), row.getLong(3)))
        .list()
        .stream()
        .sorted(Comparator.comparingDouble(Group::rate).reversed())
        .toList();
  }

  private static String capital(String key) {
    String words = Words.subgroup(key);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
