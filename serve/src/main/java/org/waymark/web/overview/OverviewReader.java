package org.waymark.web.overview;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.access.Recall;
import org.waymark.web.Asker;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.chart.FunnelChart;
import org.waymark.web.chart.ShareBar;
import org.waymark.web.chart.TrendChart;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Asks the database what the overview says.
final class OverviewReader {
  private static final int FUNNEL_FROM = 3;
  private static final double TOO_MANY = 0.40;

  private OverviewReader() {}

  static Overview read(JdbcClient rows, Freshness fresh, OverviewFilter asked, Person.Role role) {
    return Recall.of(
        rows,
        Overview.class,
        "overview",
        List.of(asked, role, role.seesOwnOnly() ? Asker.person().personId() : ""),
        () -> ask(rows, fresh, asked, role));
  }

  private static Overview ask(
      JdbcClient rows, Freshness fresh, OverviewFilter asked, Person.Role role) {
    boolean mine = role.seesOwnOnly();
    OverviewFilter filter = mine ? new OverviewFilter(null, "", "all") : asked;
    int year = fresh.schoolYear();
    FigureNotes notes = FigureNotes.read(rows);
    List<Choice> schools = mine ? List.of() : SchoolFigures.schools(rows, year);
    if (filter.school() != null
        && schools.stream().noneMatch(school -> school.key().equals(filter.schoolKey()))) {
      throw new org.waymark.web.NotVisible();
    }
    List<YearLine> read =
        mine ? SectionFigures.read(rows, year) : SchoolFigures.read(rows, year, filter);
    boolean everyone = mine || filter.isEveryone() && schools.size() > 1;
    Totals now = mine ? SectionFigures.total(rows, year) : total(read, year);
    Totals before = mine ? SectionFigures.total(rows, year - 1) : total(read, year - 1);
    if (everyone && !mine) {
      now = SchoolFigures.withStudentYears(rows, year, now);
      before = SchoolFigures.withStudentYears(rows, year - 1, before);
    }
    List<MonthLine> monthLines =
        mine ? SectionFigures.months(rows, year) : SchoolFigures.months(rows, year, filter);
    List<TrendChart.Month> months = months(monthLines, year, fresh.asOf());

    String by =
        mine ? "Section" : schools.size() == 1 || filter.school() != null ? "Grade" : "School";
    List<YearLine> compared = by.equals("Grade") ? SchoolFigures.grades(rows, year, filter) : read;
    List<FunnelChart.Place> places = new ArrayList<>();
    List<Overview.Line> lines = lines(compared, year, by, places);
    boolean funnel = by.equals("School") && places.size() >= FUNNEL_FROM;

    String schoolName = mine
        ? "my sections"
        : schools.stream()
            .filter(s -> s.key().equals(filter.schoolKey()))
            .findFirst()
            .map(Choice::words)
            .orElse(schools.size() == 1 ? schools.getFirst().words() : "all schools");
    String thisYear = Words.schoolYear(year);
    String lastYear = Words.schoolYear(year - 1);
    Comparison comparison = Comparison.of(monthLines, year, fresh.asOf());
    List<Kpi> kpis =
        new ArrayList<>(KpiList.of(now, before, comparison, notes, lastYear, mine, everyone));
    kpis.addAll(GrowthAndPrograms.read(rows, year, filter, notes, lastYear));
    return new Overview(
        title(now, before, lines, by),
        mine ? "My sections · this school year" : filter.sentence(schoolName),
        filter,
        schools,
        groups(mine ? List.of() : SchoolFigures.groups(rows, year)),
        !mine,
        schoolName,
        AttentionReader.read(rows, filter),
        kpis,
        months,
        TrendChart.draw("Attendance rate by month, " + schoolName, months, thisYear, lastYear),
        thisYear,
        lastYear,
        by,
        lines,
        funnel
            ? FunnelChart.draw("Chronic absence by school size", places, "students who count")
            : null,
        tierBar(now),
        tiers(now),
        !mine && filter.isEveryone() && schools.size() > 1 ? warning(now) : null,
        notes,
        now,
        fresh.through());
  }

  /// One school, grade or section in one year.
  record YearLine(String key, String name, @Nullable String link, int schoolYear, Totals totals) {}

  /// Days of one month, all schools together.
  record MonthLine(int schoolYear, LocalDate monthOn, double enrolledDays, double absentDays) {}

  static Totals total(List<YearLine> lines, int year) {
    return lines.stream()
        .filter(line -> line.schoolYear() == year)
        .map(YearLine::totals)
        .reduce(Totals.NONE, Totals::plus);
  }

  static List<Overview.Line> lines(
      List<YearLine> read, int year, String by, List<FunnelChart.Place> places) {
    Map<String, Totals> before = new LinkedHashMap<>();
    read.stream()
        .filter(line -> line.schoolYear() == year - 1)
        .forEach(line -> before.put(line.key(), line.totals()));
    List<YearLine> current =
        read.stream().filter(line -> line.schoolYear() == year).toList();
    List<FunnelChart.Place> all = current.stream()
        .map(line -> new FunnelChart.Place(
            line.name(), line.totals().chronicOf(), line.totals().chronicStudents()))
        .toList();
    places.addAll(all);
    double center = FunnelChart.center(all);
    List<Overview.Line> lines = new ArrayList<>();
    for (int i = 0; i < current.size(); i++) {
      YearLine line = current.get(i);
      String standing =
          by.equals("School") ? FunnelChart.standing(all.get(i), center).words() : "";
      lines.add(new Overview.Line(
          line.name(), line.link(), line.totals(), before.get(line.key()), standing));
    }
    if (by.equals("School")) {
      lines.sort(Comparator.comparingDouble(line -> {
        Double rate = line.now().chronicRate();
        return rate == null ? 1 : -rate;
      }));
    }
    return lines;
  }

  static String title(Totals now, Totals before, List<Overview.Line> lines, String by) {
    Double rate = now.chronicRate();
    if (rate == null) {
      return "Chronic absence is unknown: no student has enough days yet";
    }
    String share = "%s of %s students (%s)"
        .formatted(
            Words.count(now.chronicStudents()), Words.count(now.chronicOf()), Words.percent(rate));
    long comparable = lines.stream()
        .filter(l -> l.before() != null && l.before().chronicRate() != null)
        .filter(l -> l.now().chronicRate() != null)
        .count();
    if (by.equals("School") && comparable >= FUNNEL_FROM) {
      long fell = lines.stream().filter(line -> change(line) < -0.0005).count();
      long rose = lines.stream().filter(line -> change(line) > 0.0005).count();
      return fell >= rose
          ? "Chronic absence is lower than last year in %d of %d schools: %s"
              .formatted(fell, comparable, share)
          : "Chronic absence is higher than last year in %d of %d schools: %s"
              .formatted(rose, comparable, share);
    }
    Double last = before.chronicRate();
    String direction = last == null
        ? ""
        : Math.abs(rate - last) < 0.0005
            ? ", the same share as last year"
            : rate > last
                ? ", up from %s last year".formatted(Words.percent(last))
                : ", down from %s last year".formatted(Words.percent(last));
    return share + (now.chronicStudents() == 1 ? " is" : " are") + " chronically absent"
        + direction;
  }

  static double change(Overview.Line line) {
    Double now = line.now().chronicRate();
    Double before = line.before() == null ? null : line.before().chronicRate();
    return now == null || before == null ? 0 : now - before;
  }

  private static List<TrendChart.Month> months(List<MonthLine> lines, int year, LocalDate asOf) {
    Map<Integer, MonthLine> now = new LinkedHashMap<>();
    Map<Integer, MonthLine> last = new LinkedHashMap<>();
    for (MonthLine line : lines) {
      (line.schoolYear() == year ? now : last).put(line.monthOn().getMonthValue(), line);
    }
    List<TrendChart.Month> months = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int month = (6 + i) % 12 + 1;
      MonthLine here = now.get(month);
      MonthLine there = last.get(month);
      if (here != null || there != null) {
        String name = java.time.Month.of(month).getDisplayName(TextStyle.SHORT, Locale.US);
        months.add(new TrendChart.Month(name, rate(here), rate(there)));
      }
    }
    return months;
  }

  private static @Nullable Double rate(@Nullable MonthLine line) {
    return line == null || line.enrolledDays() <= 0
        ? null
        : 1 - line.absentDays() / line.enrolledDays();
  }

  private static List<Choice> groups(List<String> published) {
    List<Choice> groups = new ArrayList<>();
    for (String key : published) {
      groups.add(new Choice(key, Words.subgroup(key)));
    }
    groups.sort(Comparator.comparing((Choice c) -> !c.key().equals("all"))
        .thenComparing(c -> c.key().startsWith("race:"))
        .thenComparing(Choice::words));
    return groups;
  }

  private static org.waymark.web.chart.Picture tierBar(Totals now) {
    return ShareBar.draw(
        "Students by warning signs",
        tiers(now).stream()
            .filter(tier -> !tier.key().equals("unknown"))
            .map(tier -> new ShareBar.Part(tier.words(), tier.count(), tier.css()))
            .toList());
  }

  private static List<Overview.TierLine> tiers(Totals now) {
    long of = now.tiered();
    return List.of(
        tier("low", "No warning sign", now.tierLow(), of, "60–75%"),
        tier("some", "One sign", now.tierSome(), of, "10–15%"),
        tier("at_risk", "Two signs, or one serious", now.tierAtRisk(), of, "8–12%"),
        tier("high", "Two or more serious signs", now.tierHigh(), of, "3–8%"),
        new Overview.TierLine(
            "unknown", "Not enough data to say", now.tierUnknown(), "–", "–", "unknown"));
  }

  private static Overview.TierLine tier(
      String key, String words, long count, long of, String expected) {
    return new Overview.TierLine(
        key, words, count, Words.percent(count, of), expected, key.replace('_', '-'));
  }

  private static @Nullable String warning(Totals now) {
    Double flagged = now.flaggedRate();
    if (flagged == null || flagged <= TOO_MANY || now.tiered() < 50) {
      return null;
    }
    return ("%s of students have at least one warning sign. Above 40%% the thresholds are set wrong"
            + " for this district: a list of everyone helps no one.")
        .formatted(Words.percent(flagged));
  }
}
