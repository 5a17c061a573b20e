package org.waymark.web.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.Pages;

/// How are we doing? Everything about a school, a grade band, a group.
@RestController
public class OverviewController {
  private final Pages pages;

  OverviewController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/overview")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> overview(
      HttpServletRequest request,
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "band", defaultValue = "") String band,
      @RequestParam(name = "group", defaultValue = "all") String group) {
    OverviewFilter filter = OverviewFilter.of(school, band, group);
    Person person = Pages.person();
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
      List<Map<String, Object>> figures,
      Totals totals,
      List<Overview.TierLine> warningSigns,
      List<Overview.Line> comparison) {}

  @GetMapping("/api/v1/overview")
  @OpenTo(Circle.STUDENTS)
  Answer overviewForMachines(
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "band", defaultValue = "") String band,
      @RequestParam(name = "group", defaultValue = "all") String group) {
    OverviewFilter filter = OverviewFilter.of(school, band, group);
    Person person = Pages.person();
    return pages.json((rows, fresh) -> {
      Overview page = OverviewReader.read(rows, fresh, filter, person.role());
      return new Answer(
          page.title(),
          page.sentence(),
          fresh.asOf().toString(),
          page.kpis().stream()
              .map(kpi -> Map.<String, Object>of(
                  "title", kpi.title(),
                  "value", kpi.value(),
                  "of", kpi.of(),
                  "direction", kpi.direction().words(),
                  "change", kpi.change()))
              .toList(),
          page.totals(),
          page.tiers(),
          page.lines());
    });
  }
}
