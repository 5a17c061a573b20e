package org.waymark.web.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.Asker;
import org.waymark.web.Freshness;
import org.waymark.web.Pages;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.api.Api;
import org.waymark.web.chart.TrendChart;

/// How are we doing? Everything about a school, a grade band, a group.
@RestController
public class OverviewController implements AskedAhead {
  private final Pages pages;

  OverviewController(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    for (OverviewFilter.Choice band : OverviewFilter.BANDS) {
      OverviewReader.read(rows, fresh, OverviewFilter.of("", band.key(), "all"), person.role());
      if (person.role().seesOwnOnly()) {
        // own sections are not split by grades
        return;
      }
    }
  }

  @GetMapping("/overview")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> overview(
      HttpServletRequest request,
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "band", defaultValue = "") String band,
      @RequestParam(name = "group", defaultValue = "all") String group) {
    OverviewFilter filter = OverviewFilter.of(school, band, group);
    Person person = Asker.person();
    return pages.figures(
        request,
        "overview",
        "overview.jte",
        (rows, fresh) -> OverviewReader.read(rows, fresh, filter, person.role()));
  }

  /// The overview for machines.
  public record Answer(
      String finding,
      String scope,
      String asOf,
      List<Figure> figures,
      Totals totals,
      List<Overview.TierLine> warningSigns,
      @Nullable String warning,
      Overview.@Nullable Attention attention,
      List<TrendChart.Month> months,
      String comparedBy,
      List<Overview.Line> comparison) {}

  /// One figure beside last year's.
  public record Figure(String title, String value, String of, String direction, String change) {}

  @Api(
      value =
          "The overview: figures beside last year, warning signs, and the comparison of schools or grades",
      published = true)
  @GetMapping("/api/v1/overview")
  @OpenTo(Circle.STUDENTS)
  Answer overviewForMachines(
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "band", defaultValue = "") String band,
      @RequestParam(name = "group", defaultValue = "all") String group) {
    OverviewFilter filter = OverviewFilter.of(school, band, group);
    Person person = Asker.person();
    return pages.json((rows, fresh) -> {
      Overview page = OverviewReader.read(rows, fresh, filter, person.role());
      return new Answer(
          page.title(),
          page.sentence(),
          fresh.asOf().toString(),
          page.kpis().stream()
              .map(kpi -> new Figure(
                  kpi.title(), kpi.value(), kpi.of(), kpi.direction().words(), kpi.change()))
              .toList(),
          page.totals(),
          page.tiers(),
          page.warning(),
          page.attention(),
          page.months(),
          page.comparedBy(),
          page.lines());
    });
  }
}
