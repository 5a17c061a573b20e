package org.waymark.web.cohorts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.Freshness;
import org.waymark.web.Pages;
import org.waymark.web.Sheet;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.api.Api;
import org.waymark.web.api.Paging;

/// Cohorts against the norm and against last year, as pages, files and JSON.
@RestController
public class CohortController implements AskedAhead {
  private static final int ALL = 100_000;
  private static final String RULE =
      "Groups of fewer than 10 students are not shown. p adjusted: Benjamini-Hochberg over all groups of the kind, year and season.";

  private final Pages pages;

  CohortController(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    CohortFilter everybody = CohortFilter.of(Map.of());
    NormReader.read(rows, fresh, everybody);
    YearReader.read(rows, fresh, everybody);
  }

  @GetMapping("/cohorts")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> norm(HttpServletRequest request, @RequestParam Map<String, String> asked) {
    CohortFilter filter = CohortFilter.of(asked);
    return pages.figures(
        request, "cohorts", "cohorts.jte", (rows, fresh) -> NormReader.read(rows, fresh, filter));
  }

  @GetMapping({"/cohorts.csv", "/cohorts.xlsx"})
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> normSheet(
      HttpServletRequest request, @RequestParam Map<String, String> asked) {
    CohortFilter filter = CohortFilter.of(asked);
    return pages.sheet("waymark-cohorts", Sheet.Format.of(request), (rows, fresh) -> {
      CohortScope scope = CohortScope.read(rows, filter);
      Sheet sheet = new Sheet(
          "Against the norm",
          List.of(scope.hasRows() ? scope.sentence() : "", fresh.through(), RULE),
          "cohort",
          "school",
          "grade",
          "test",
          "students",
          "mean",
          "median",
          "sd",
          "norm_mean",
          "norm_sd",
          "difference",
          "difference_low",
          "difference_high",
          "effect_size",
          "p",
          "p_adjusted",
          "standing",
          "why_not_compared",
          "proficient",
          "at_target",
          "median_percentile",
          "mean_growth_percentile");
      if (scope.hasRows()) {
        for (NormLine l : NormReader.lines(rows, scope, ALL)) {
          sheet.row(
              l.name(),
              l.school(),
              l.gradeLevel(),
              l.platform(),
              l.students(),
              l.mean(),
              l.median(),
              l.sd(),
              l.normMean(),
              l.normSd(),
              l.difference(),
              l.low(),
              l.high(),
              l.effect(),
              l.p(),
              l.adjusted(),
              l.standing().words(),
              l.reason(),
              l.proficient(),
              l.target(),
              l.percentile(),
              l.growth());
        }
      }
      return sheet;
    });
  }

  /// Cohorts against the norm for machines.
  public record NormAnswer(
      String finding,
      String scope,
      String asOf,
      String norms,
      List<NormLine> cohorts,
      List<Omission> omitted) {}

  @Api(
      value = "Cohorts against the national norm",
      asks = {"year", "season", "subject", "type", "school", "grade"},
      published = true,
      paged = true)
  @GetMapping("/api/v1/cohorts")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<NormAnswer> normForMachines(
      HttpServletRequest request, @RequestParam Map<String, String> asked) {
    CohortFilter filter = CohortFilter.of(asked);
    Paging paging = Paging.of(request);
    return pages.json((rows, fresh) -> {
      NormPage page = NormReader.read(rows, fresh, filter);
      List<NormLine> all =
          page.scope().hasRows() ? NormReader.lines(rows, page.scope(), ALL) : List.<NormLine>of();
      return paging.answer(
          request,
          new NormAnswer(
              page.title(),
              page.sentence(),
              fresh.asOf().toString(),
              page.norms(),
              paging.of(all),
              page.omissions()),
          all.size());
    });
  }

  @GetMapping("/years")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> years(
      HttpServletRequest request, @RequestParam Map<String, String> asked) {
    CohortFilter filter = CohortFilter.of(asked);
    return pages.figures(
        request, "years", "years.jte", (rows, fresh) -> YearReader.read(rows, fresh, filter));
  }

  @GetMapping({"/years.csv", "/years.xlsx"})
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> yearSheet(
      HttpServletRequest request, @RequestParam Map<String, String> asked) {
    CohortFilter filter = CohortFilter.of(asked);
    return pages.sheet("waymark-years", Sheet.Format.of(request), (rows, fresh) -> {
      CohortScope scope = CohortScope.read(rows, filter);
      Sheet sheet = new Sheet(
          "Year over year",
          List.of(scope.hasRows() ? scope.sentence() : "", fresh.through(), RULE),
          "cohort",
          "school",
          "grade",
          "test",
          "students",
          "students_last_year",
          "mean",
          "mean_last_year",
          "difference",
          "difference_low",
          "difference_high",
          "effect_size",
          "p",
          "p_adjusted",
          "direction",
          "percentile_change",
          "why_no_percentile_change");
      if (scope.hasRows()) {
        for (YearLine l : YearReader.lines(rows, scope, ALL)) {
          sheet.row(
              l.name(),
              l.school(),
              l.gradeLevel(),
              l.platform(),
              l.students(),
              l.studentsBefore(),
              l.mean(),
              l.meanBefore(),
              l.difference(),
              l.low(),
              l.high(),
              l.effect(),
              l.p(),
              l.adjusted(),
              l.direction().words(),
              l.percentileChange(),
              l.percentileReason());
        }
      }
      return sheet;
    });
  }

  /// Year over year for machines.
  public record YearAnswer(
      String finding, String scope, String asOf, List<YearLine> cohorts, List<Omission> omitted) {}

  @Api(
      value = "Cohorts against the same cohorts a year before",
      asks = {"year", "season", "subject", "type", "school", "grade"},
      published = true,
      paged = true)
  @GetMapping("/api/v1/years")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<YearAnswer> yearsForMachines(
      HttpServletRequest request, @RequestParam Map<String, String> asked) {
    CohortFilter filter = CohortFilter.of(asked);
    Paging paging = Paging.of(request);
    return pages.json((rows, fresh) -> {
      YearPage page = YearReader.read(rows, fresh, filter);
      List<YearLine> all =
          page.scope().hasRows() ? YearReader.lines(rows, page.scope(), ALL) : List.<YearLine>of();
      return paging.answer(
          request,
          new YearAnswer(
              page.title(),
              page.sentence(),
              fresh.asOf().toString(),
              paging.of(all),
              page.omissions()),
          all.size());
    });
  }
}
