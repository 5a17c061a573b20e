package org.waymark.web.growth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

/// Growth percentiles of schools, grades and students.
@RestController
public class GrowthController implements AskedAhead {
  private final Pages pages;

  GrowthController(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    GrowthReader.read(rows, fresh, GrowthFilter.of("", "", ""), person.role());
  }

  @GetMapping("/growth")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> growth(
      HttpServletRequest request,
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "grade", defaultValue = "") String grade,
      @RequestParam(name = "test", defaultValue = "") String test) {
    GrowthFilter filter = GrowthFilter.of(school, grade, test);
    Person person = Asker.person();
    return pages.figures(
        request,
        "growth",
        "growth.jte",
        (rows, fresh) -> GrowthReader.read(rows, fresh, filter, person.role()));
  }

  @GetMapping({"/growth.csv", "/growth.xlsx"})
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> growthToTakeAway(
      HttpServletRequest request,
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "grade", defaultValue = "") String grade,
      @RequestParam(name = "test", defaultValue = "") String test) {
    GrowthFilter filter = GrowthFilter.of(school, grade, test);
    Person person = Asker.person();
    String path = request.getRequestURI();
    Sheet.Format format = Sheet.Format.of(path.substring(path.lastIndexOf('.') + 1));
    return pages.sheet("growth", format, (rows, fresh) -> {
      GrowthPage page = GrowthReader.read(rows, fresh, filter, person.role());
      return page.comparedBy().isEmpty() ? students(page) : groups(page);
    });
  }

  /// The growth page for machines.
  public record Answer(
      String finding,
      String scope,
      String comparedBy,
      List<GrowthPage.Group> groups,
      List<GrowthPage.Student> students,
      long studentsNotListed,
      List<GrowthPage.Without> withoutPercentile)
      implements ShowsStudents {

    @Override
    public List<Long> shownStudents() {
      return students.stream().map(GrowthPage.Student::studentId).toList();
    }
  }

  @Api("Growth percentiles of schools, grades, or students")
  @GetMapping("/api/v1/growth")
  @OpenTo(Circle.STUDENTS)
  Answer growthForMachines(
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "grade", defaultValue = "") String grade,
      @RequestParam(name = "test", defaultValue = "") String test) {
    GrowthFilter filter = GrowthFilter.of(school, grade, test);
    Person person = Asker.person();
    return pages.json((rows, fresh) -> {
      GrowthPage page = GrowthReader.read(rows, fresh, filter, person.role());
      return new Answer(
          page.title(),
          page.sentence(),
          page.comparedBy(),
          page.groups(),
          page.students(),
          page.hidden(),
          page.without());
    });
  }

  private static Sheet groups(GrowthPage page) {
    Sheet sheet = new Sheet(
        "Growth",
        notes(page),
        page.comparedBy(),
        "Students",
        "Mean growth percentile",
        "Mean low",
        "Mean high",
        "Median",
        "Median low",
        "Median high",
        "Low growth",
        "Typical growth",
        "High growth",
        "Mean last year",
        "Standing");
    for (GrowthPage.Group g : page.groups()) {
      sheet.row(
          g.name(),
          g.students(),
          g.mean(),
          g.meanLow(),
          g.meanHigh(),
          g.median(),
          g.medianLow(),
          g.medianHigh(),
          g.low(),
          g.typical(),
          g.high(),
          g.lastMean(),
          g.reason() == null ? g.standing() : g.reason());
    }
    return sheet;
  }

  private static Sheet students(GrowthPage page) {
    Sheet sheet = new Sheet(
        "Growth",
        notes(page),
        "Student",
        "Grade",
        "Score",
        "Growth percentile",
        "Standard error",
        "Growth",
        "Adequate growth");
    for (GrowthPage.Student s : page.students()) {
      sheet.about(s.studentId());
      sheet.row(
          s.name(), s.gradeLevel(), s.score(), s.sgp(), s.standardError(), s.growth(), s.enough());
    }
    return sheet;
  }

  private static List<String> notes(GrowthPage page) {
    return List.of(
        page.title(),
        page.sentence(),
        page.through(),
        "Growth percentile: of 100 students with the same score history, how many scored lower."
            + " 95 % intervals. Groups of fewer than 10 students are not shown.");
  }
}
