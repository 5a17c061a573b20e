package org.waymark.web.board;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.board.PublicFigures.Cell;
import org.waymark.web.chart.Picture;
import org.waymark.web.chart.SlopeChart;
import org.waymark.web.overview.OverviewFilter.Choice;

/// How are our schools doing?
///
/// @param now the cell that was asked for
/// @param schools the same group in each school; empty when one school was asked for
/// @param groups every group of the same place
/// @param hidden how many cells of the page are hidden
public record PublicPage(
    String title,
    String scope,
    PublicFilter filter,
    List<Choice> schoolChoices,
    List<Choice> groupChoices,
    Line now,
    List<Line> schools,
    List<Line> groups,
    @Nullable Picture picture,
    long hidden,
    String through) {

  /// One place and group, this year beside last year.
  public record Line(
      String name, String link, Cell cell, @Nullable Cell before) {

    /// "91.4%".
    public String attendance() {
      return rate(cell.attendanceRate());
    }

    /// "0.5 points higher than last year", or why there is no comparison.
    public String change() {
      BigDecimal now = cell.attendanceRate();
      BigDecimal last = before == null ? null : before.attendanceRate();
      if (now == null || last == null) {
        return "no comparison";
      }
      BigDecimal points = now.subtract(last).movePointRight(2).stripTrailingZeros();
      return points.signum() == 0
          ? "the same as last year"
          : points.abs().toPlainString()
              + (points.abs().compareTo(BigDecimal.ONE) == 0 ? " point " : " points ")
              + (points.signum() > 0 ? "higher" : "lower")
              + " than last year";
    }

    private static String rate(@Nullable BigDecimal rate) {
      return rate == null
          ? "hidden"
          : rate.movePointRight(2).setScale(1, java.math.RoundingMode.HALF_UP).toPlainString()
              + "%";
    }
  }

  static PublicPage of(List<Cell> cells, PublicFilter filter, Freshness fresh) {
    int year = cells.stream().mapToInt(Cell::schoolYear).max().orElse(0);
    Line now = lines(
            cells, year, filter, cell -> filter.matches(cell), cell -> place(cell.schoolName()))
        .stream()
        .findFirst()
        .orElseThrow(NotVisible::new);
    List<Line> schools = filter.school() != null
        ? List.of()
        : lines(
            cells,
            year,
            filter,
            cell -> cell.schoolId() != null && cell.subgroup().equals(filter.group()),
            cell -> place(cell.schoolName()));
    List<Line> groups = lines(
        cells,
        year,
        filter,
        cell -> Objects.equals(cell.schoolId(), filter.school()),
        cell -> Words.subgroup(cell.subgroup()));
    groups = groups.stream()
        .sorted(Comparator.comparing((Line l) -> !l.cell().subgroup().equals("all"))
            .thenComparing(l -> l.cell().subgroup().startsWith("race:"))
            .thenComparing(Line::name))
        .toList();
    long hidden = java.util.stream.Stream.concat(schools.stream(), groups.stream())
        .filter(line -> !line.cell().isShown())
        .count();
    String who = Words.subgroup(filter.group());
    return new PublicPage(
        title(now, who),
        who + " · " + now.name() + " · " + Words.schoolYear(year) + " · " + fresh.through(),
        filter,
        choices(cells, year),
        groups.stream()
            .map(line -> new Choice(line.cell().subgroup(), line.name()))
            .toList(),
        now,
        schools,
        groups,
        picture(schools, year),
        hidden,
        fresh.through());
  }

  private static String title(Line now, String who) {
    Cell cell = now.cell();
    if (!cell.isShown()) {
      return "This figure is hidden to protect students";
    }
    String chronic = cell.chronic().share() == null
        ? ""
        : "; " + cell.chronic().words() + " are chronically absent";
    return "%s students%s of %s: %s attendance%s"
        .formatted(
            Words.count(cell.students()),
            cell.subgroup().equals("all") ? "" : " (" + who + ")",
            now.name(),
            now.attendance(),
            chronic);
  }

  private static List<Line> lines(
      List<Cell> cells,
      int year,
      PublicFilter filter,
      java.util.function.Predicate<Cell> which,
      java.util.function.Function<Cell, String> name) {
    return cells.stream()
        .filter(cell -> cell.schoolYear() == year)
        .filter(which)
        .map(cell -> new Line(
            name.apply(cell),
            link(cell),
            cell,
            cells.stream()
                .filter(old -> old.schoolYear() == year - 1)
                .filter(old -> Objects.equals(old.schoolId(), cell.schoolId())
                    && old.subgroup().equals(cell.subgroup()))
                .findFirst()
                .orElse(null)))
        .toList();
  }

  private static String link(Cell cell) {
    return "/public?school=" + (cell.schoolId() == null ? "" : cell.schoolId()) + "&group="
        + java.net.URLEncoder.encode(cell.subgroup(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<Choice> choices(List<Cell> cells, int year) {
    return cells.stream()
        .filter(cell -> cell.schoolYear() == year && cell.subgroup().equals("all"))
        .map(cell -> new Choice(
            cell.schoolId() == null ? "" : cell.schoolId().toString(), place(cell.schoolName())))
        .toList();
  }

  private static String place(@Nullable String school) {
    return school == null ? "the whole district" : school;
  }

  private static @Nullable Picture picture(List<Line> schools, int year) {
    List<SlopeChart.Slope> slopes =
        schools.stream().map(PublicPage::slope).flatMap(Optional::stream).toList();
    return slopes.size() < 2
        ? null
        : SlopeChart.draw(
            "Attendance rate by school, last year and this year",
            slopes,
            Words.schoolYear(year - 1),
            Words.schoolYear(year));
  }

  private static Optional<SlopeChart.Slope> slope(Line line) {
    BigDecimal now = line.cell().attendanceRate();
    BigDecimal last = line.before() == null ? null : line.before().attendanceRate();
    if (now == null || last == null) {
      return Optional.empty();
    }
    double change = now.subtract(last).doubleValue();
    return Optional.of(new SlopeChart.Slope(
        line.name(),
        last.doubleValue() * 100,
        now.doubleValue() * 100,
        change >= 0.005 ? "higher" : change <= -0.005 ? "lower" : "within",
        line.change()));
  }
}
