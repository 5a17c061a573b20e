package org.waymark.web.gaps;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.web.Asker;
import org.waymark.web.Freshness;
import org.waymark.web.Pages;
import org.waymark.web.Sheet;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.api.Api;

/// The Gap Explorer as page, file and JSON.
@RestController
public class GapsController implements AskedAhead {
  private final Pages pages;

  GapsController(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    GapsReader.read(rows, fresh, GapFilter.of(Map.of()), person.role());
  }

  @GetMapping("/gaps")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> gaps(HttpServletRequest request, @RequestParam Map<String, String> asked) {
    GapFilter filter = GapFilter.of(asked);
    Person person = Asker.person();
    return pages.figures(
        request,
        "gaps",
        "gaps.jte",
        (rows, fresh) -> GapsReader.read(rows, fresh, filter, person.role()));
  }

  @GetMapping({"/gaps.csv", "/gaps.xlsx"})
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> file(HttpServletRequest request, @RequestParam Map<String, String> asked) {
    String path = request.getRequestURI();
    GapFilter filter = GapFilter.of(asked);
    Person person = Asker.person();
    return pages.sheet(
        "waymark-gaps",
        Sheet.Format.of(path.substring(path.lastIndexOf('.') + 1)),
        (rows, fresh) -> GapsSheet.of(GapsReader.read(rows, fresh, filter, person.role())));
  }

  /// The Gap Explorer for machines; lists that the view does not have are empty.
  public record Answer(
      String finding,
      String scope,
      String rule,
      String asOf,
      List<Gaps.Place> places,
      List<Gaps.SectionLine> classes,
      List<Gaps.Common> standards,
      List<Gaps.ReteachLine> reteach,
      @Nullable ClassGrid grid,
      List<Gaps.Column> columns,
      List<Gaps.StudentRow> students,
      List<Gaps.GroupLine> groups,
      List<Gaps.Alone> alone,
      @Nullable String noGroups,
      List<Gaps.DayLine> plan,
      @Nullable String noPlan,
      @Nullable String planNote)
      implements ShowsStudents {

    @Override
    public List<Long> shownStudents() {
      return students.stream().map(Gaps.StudentRow::id).toList();
    }
  }

  @Api(
      value = "Learning gaps by standard: schools, classes, or one class with groups and a plan",
      asks = {"school", "grade", "section", "area"})
  @GetMapping("/api/v1/gaps")
  @OpenTo(Circle.STUDENTS)
  Answer forMachines(@RequestParam Map<String, String> asked) {
    GapFilter filter = GapFilter.of(asked);
    Person person = Asker.person();
    return pages.json((rows, fresh) -> {
      Gaps page = GapsReader.read(rows, fresh, filter, person.role());
      Gaps.SectionView view = page.section();
      return new Answer(
          page.title(),
          page.sentence(),
          page.rule(),
          fresh.asOf().toString(),
          page.places(),
          page.sections(),
          page.common(),
          page.reteach(),
          page.grid(),
          view == null ? List.of() : view.columns(),
          view == null ? List.of() : view.rows(),
          view == null ? List.of() : view.groups(),
          view == null ? List.of() : view.alone(),
          view == null ? null : view.noGroups(),
          view == null ? List.of() : view.plan(),
          view == null ? null : view.noPlan(),
          view == null ? null : view.planNote());
    });
  }
}
