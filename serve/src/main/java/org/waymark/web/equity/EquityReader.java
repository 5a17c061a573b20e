package org.waymark.web.equity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.access.Recall;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.chart.DotChart;
import org.waymark.web.chart.GapChart;
import org.waymark.web.chart.Picture;
import org.waymark.web.equity.Equity.Choice;
import org.waymark.web.equity.Equity.Multiple;
import org.waymark.web.equity.EquityRows.Window;
import org.waymark.web.figures.FigureNotes;

/// Finds what the page says.
final class EquityReader {

  private static final List<String> SEASONS = List.of("spring", "winter", "fall", "summer");
  private static final List<String> SHARES =
      List.of("proficient", "attendance_rate", "chronic_absence", "course_completion", "suspended");

  private EquityReader() {}

  static Equity read(JdbcClient rows, Freshness fresh, EquityFilter asked, Person.Role role) {
    return Recall.of(
        rows, Equity.class, "equity", List.of(asked, role), () -> ask(rows, fresh, asked, role));
  }

  private static Equity ask(
      JdbcClient rows, Freshness fresh, EquityFilter asked, Person.Role role) {
    int newest = fresh.schoolYear();
    int year = asked.year() == null ? newest : asked.year();
    List<Choice> schools = role.seesOwnOnly() ? List.of() : EquityRows.schools(rows, newest);
    boolean seesDistrict = !role.seesOwnOnly() && EquityRows.seesDistrict(rows);
    Long school = asked.school();
    if (school != null && schools.stream().noneMatch(s -> s.key().equals(asked.schoolKey()))) {
      throw new NotVisible();
    }
    if (school == null && !seesDistrict && !schools.isEmpty()) {
      school = Long.valueOf(schools.getFirst().key());
    }
    boolean hasScope = seesDistrict || school != null;
    List<Window> windows = hasScope ? EquityRows.windows(rows, school) : List.of();
    EquityFilter filter = settle(asked, school, year, windows);
    List<GapLine> lines = hasScope ? EquityRows.gaps(rows, year, filter) : List.of();
    List<GapLine> scores = lines.stream().filter(GapLine::isScore).toList();
    List<GapLine> others = lines.stream().filter(l -> !l.isScore()).toList();
    List<SchoolLine> compared = hasScope ? EquityRows.schoolLines(rows, year, filter) : List.of();
    List<ProgramLine> programs = EquityRows.programs(rows, year);
    List<RiskLine> risks =
        seesDistrict && filter.school() == null ? EquityRows.risks(rows, year) : List.of();
    String place = !hasScope
        ? "My sections"
        : schools.stream()
            .filter(s -> s.key().equals(filter.schoolKey()))
            .findFirst()
            .map(Choice::words)
            .orElse("All schools");
    return new Equity(
        title(hasScope, scores, others, filter),
        sentence(hasScope, place, filter, year),
        hasScope,
        filter,
        years(newest, windows),
        choices(windows, w -> w.schoolYear() == year, Window::season, Words::plain),
        choices(windows, w -> w.schoolYear() == year, Window::subject, Words::plain),
        seesDistrict ? withDistrict(schools) : schools,
        grades(rows, year, filter, hasScope),
        choices(
            windows,
            w -> w.schoolYear() == year
                && w.season().equals(filter.season())
                && w.subject().equals(filter.subject()),
            Window::platform,
            Words::platform),
        scoreChart(scores, filter),
        scores,
        Words.platform(filter.test()),
        multiples(others),
        others,
        riskChart(risks),
        risks,
        schoolChart(compared),
        compared,
        programChart(programs),
        programs,
        FigureNotes.read(rows),
        fresh.through());
  }

  /// Fills what was not asked for: the newest window, the test that most students took.
  private static EquityFilter settle(
      EquityFilter asked, @Nullable Long school, int year, List<Window> windows) {
    Comparator<Window> usual = Comparator.comparing(
            (Window w) -> !asked.season().isEmpty() && w.season().equals(asked.season()))
        .thenComparing(w -> w.subject().equals(asked.subject()))
        .thenComparing(w -> w.platform().equals(asked.test()))
        .thenComparing(w -> -SEASONS.indexOf(w.season()))
        .thenComparing(Window::students)
        .thenComparing(Window::subject, Comparator.reverseOrder());
    Window best = windows.stream()
        .filter(w -> w.schoolYear() == year)
        .max(usual)
        .orElse(new Window(year, asked.season(), asked.subject(), asked.test(), 0));
    return new EquityFilter(
        asked.year(), best.season(), best.subject(), school, asked.grade(), best.platform());
  }

  private static List<Choice> years(int newest, List<Window> windows) {
    var years = new LinkedHashSet<Integer>();
    years.add(newest);
    windows.stream().map(Window::schoolYear).sorted(Comparator.reverseOrder()).forEach(years::add);
    return years.stream()
        .map(y -> new Choice(String.valueOf(y), Words.schoolYear(y)))
        .toList();
  }

  private static List<Choice> choices(
      List<Window> windows,
      Predicate<Window> which,
      Function<Window, String> key,
      Function<String, String> words) {
    return windows.stream()
        .filter(which)
        .map(key)
        .distinct()
        .sorted(Comparator.comparing((String k) -> SEASONS.indexOf(k)).thenComparing(k -> k))
        .map(k -> new Choice(k, words.apply(k)))
        .toList();
  }

  private static List<Choice> withDistrict(List<Choice> schools) {
    var all = new ArrayList<Choice>();
    all.add(new Choice("", "All schools"));
    all.addAll(schools);
    return all;
  }

  private static List<Choice> grades(
      JdbcClient rows, int year, EquityFilter filter, boolean hasScope) {
    var all = new ArrayList<Choice>();
    all.add(new Choice("all", "All grades"));
    if (hasScope) {
      EquityRows.grades(rows, year, filter.school())
          .forEach(g -> all.add(new Choice(g, Words.grade(g))));
    }
    return all;
  }

  private static String sentence(boolean hasScope, String place, EquityFilter filter, int year) {
    if (!hasScope) {
      return place + " · " + Words.schoolYear(year);
    }
    String window = filter.test().isEmpty()
        ? ""
        : " · " + Words.plain(filter.subject()) + ", " + filter.season() + ", "
            + Words.platform(filter.test());
    return place + " · " + (filter.isWholeSchool() ? "All grades" : Words.grade(filter.grade()))
        + window + " · " + Words.schoolYear(year);
  }

  /// The largest gap in scores that is beyond chance, with what remains when things are equal.
  private static String title(
      boolean hasScope, List<GapLine> scores, List<GapLine> others, EquityFilter filter) {
    if (!hasScope) {
      return "Gaps between groups are told for schools, not for single sections";
    }
    var worst = scores.stream()
        .filter(l -> l.standing() == GapLine.Standing.WORSE)
        .min(Comparator.comparing((GapLine l) -> Objects.requireNonNullElse(l.difference(), 0.0)));
    if (worst.isPresent()) {
      GapLine line = worst.get();
      Double equal = line.adjustedDifference();
      return "%s: %s SD beside all others in %s%s"
          .formatted(
              line.group(),
              GapLine.signed(Objects.requireNonNullElse(line.difference(), 0.0), 2),
              filter.subject(),
              equal == null
                  ? ""
                  : "; %s SD with other things equal".formatted(GapLine.signed(equal, 2)));
    }
    boolean isKnown = scores.stream().anyMatch(l -> l.standing() != GapLine.Standing.UNKNOWN);
    if (isKnown) {
      return "No group's scores in " + filter.subject() + " lie below all others' beyond chance";
    }
    return others.stream().anyMatch(l -> l.standing() != GapLine.Standing.UNKNOWN)
        ? "Too few scores to compare groups; attendance and courses are below"
        : "Too few students to compare groups here";
  }

  private static @Nullable Picture scoreChart(List<GapLine> scores, EquityFilter filter) {
    var lines = scores.stream().map(GapLine::chart).filter(Objects::nonNull).toList();
    return lines.isEmpty()
        ? null
        : GapChart.draw(
            "Gaps in " + filter.subject() + " scores",
            lines,
            GapChart.Range.of(lines),
            "standard deviations above or below all other students");
  }

  private static List<Multiple> multiples(List<GapLine> others) {
    var all = others.stream()
        .filter(l -> SHARES.contains(l.measure()))
        .map(GapLine::chart)
        .filter(Objects::nonNull)
        .toList();
    var range = GapChart.Range.of(all);
    var multiples = new ArrayList<Multiple>();
    for (String measure : SHARES) {
      var lines = others.stream()
          .filter(l -> l.measure().equals(measure))
          .map(GapLine::chart)
          .filter(Objects::nonNull)
          .toList();
      if (!lines.isEmpty()) {
        String title = MeasureWords.of(measure);
        multiples.add(
            new Multiple(title, GapChart.multiple(title, lines, range, "percentage points")));
      }
    }
    return multiples;
  }

  private static @Nullable Picture riskChart(List<RiskLine> risks) {
    var dots = new ArrayList<DotChart.Dot>();
    for (RiskLine line : risks) {
      if (line.riskRatio() != null && line.ratioLow() != null && line.ratioHigh() != null) {
        boolean isOver = Boolean.TRUE.equals(line.isOverThreshold());
        dots.add(new DotChart.Dot(
            line.race() + ", " + line.what().replaceAll(" \\(.*", "").toLowerCase(Locale.ROOT),
            line.riskRatio(),
            line.ratioLow(),
            line.ratioHigh(),
            line.children() == null ? 0 : line.children(),
            isOver || line.ratioLow() > 1 ? "lower" : line.ratioHigh() < 1 ? "higher" : "within",
            line.standing()));
      }
    }
    return dots.isEmpty()
        ? null
        : DotChart.draw("Risk ratios", dots, 1, "as likely as all others", "times as likely");
  }

  private static @Nullable Picture schoolChart(List<SchoolLine> lines) {
    boolean hasGrowth = lines.stream().anyMatch(l -> l.isGrowth() && l.effect() != null);
    var dots = new ArrayList<DotChart.Dot>();
    for (SchoolLine line : lines) {
      if (line.isGrowth() == hasGrowth
          && line.effect() != null
          && line.effectLow() != null
          && line.effectHigh() != null) {
        dots.add(new DotChart.Dot(
            line.schoolName(),
            line.effect(),
            line.effectLow(),
            line.effectHigh(),
            line.students() == null ? 0 : line.students(),
            !line.isBeyondChance() ? "within" : line.effect() > 0 ? "higher" : "lower",
            line.isBeyondChance() ? "beyond chance" : "within chance"));
      }
    }
    return dots.isEmpty()
        ? null
        : DotChart.draw(
            "Schools beside schools with the same grades, intake taken into account",
            dots,
            0,
            "schools with the same grades",
            "standard deviations");
  }

  private static @Nullable Picture programChart(List<ProgramLine> lines) {
    var dots = new ArrayList<DotChart.Dot>();
    for (ProgramLine line : lines) {
      if (line.gain() != null && line.gainLow() != null && line.gainHigh() != null) {
        dots.add(new DotChart.Dot(
            line.subject() + ": " + line.program(),
            line.gain(),
            line.gainLow(),
            line.gainHigh(),
            line.participants() == null ? 0 : line.participants(),
            line.css(),
            line.verdict()));
      }
    }
    return dots.isEmpty()
        ? null
        : DotChart.draw(
            "Gains of participants beyond students like them",
            dots,
            0,
            "students like them",
            "standard deviations, fall to spring");
  }
}
