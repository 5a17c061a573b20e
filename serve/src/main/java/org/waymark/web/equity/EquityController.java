package org.waymark.web.equity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
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
import org.waymark.web.Sheet;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.api.Api;

/// Groups beside all other students.
@RestController
public class EquityController implements AskedAhead {
  private final Pages pages;

  EquityController(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    EquityReader.read(rows, fresh, EquityFilter.of("", "", "", "", "", ""), person.role());
  }

  @GetMapping("/equity")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> equity(HttpServletRequest request) {
    EquityFilter filter = filter(request);
    Person person = Asker.person();
    return pages.figures(
        request,
        "equity",
        "equity.jte",
        (rows, fresh) -> EquityReader.read(rows, fresh, filter, person.role()));
  }

  @GetMapping({"/equity.csv", "/equity.xlsx"})
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> table(
      HttpServletRequest request,
      @RequestParam(name = "table", defaultValue = "gaps") String table) {
    EquityFilter filter = filter(request);
    Person person = Asker.person();
    String path = request.getRequestURI();
    return pages.sheet(
        "equity-" + table.replaceAll("[^a-z]", ""),
        Sheet.Format.of(path.substring(path.lastIndexOf('.') + 1)),
        (rows, fresh) ->
            EquitySheets.of(EquityReader.read(rows, fresh, filter, person.role()), table));
  }

  /// The page for machines.
  public record Answer(
      String finding,
      String scope,
      String asOf,
      String yardstick,
      String unmeasured,
      List<GapLine> gaps,
      List<RiskLine> disproportionality,
      List<SchoolLine> schools,
      List<ProgramLine> programs) {}

  @Api(
      value = "Groups of students beside all others: gaps, disproportionality, schools, programs",
      asks = {"year", "season", "subject", "school", "grade", "test"},
      published = true)
  @GetMapping("/api/v1/equity")
  @OpenTo(Circle.STUDENTS)
  Answer equityForMachines(HttpServletRequest request) {
    EquityFilter filter = filter(request);
    Person person = Asker.person();
    return pages.json((rows, fresh) -> {
      Equity page = EquityReader.read(rows, fresh, filter, person.role());
      var gaps = new ArrayList<>(page.scores());
      gaps.addAll(page.others());
      return new Answer(
          page.title(),
          page.sentence(),
          fresh.asOf().toString(),
          page.yardstick(),
          page.unmeasured(),
          gaps,
          page.risks(),
          page.schoolLines(),
          page.programs());
    });
  }

  private static EquityFilter filter(HttpServletRequest request) {
    return EquityFilter.of(
        asked(request, "year"),
        asked(request, "season"),
        asked(request, "subject"),
        asked(request, "school"),
        asked(request, "grade"),
        asked(request, "test"));
  }

  private static String asked(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}
