package org.waymark.web.norms;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.web.Pages;
import org.waymark.web.Sheet;
import org.waymark.web.api.Api;

/// The norms, as page, file and JSON.
@RestController
public class NormsController {
  private final Pages pages;

  NormsController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/norms")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> norms(HttpServletRequest request) {
    return pages.figures(request, "norms", "norms.jte", NormsReader::read);
  }

  @GetMapping({"/norms.csv", "/norms.xlsx"})
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> sheet(HttpServletRequest request) {
    return pages.sheet("waymark-norms", Sheet.Format.of(request), (rows, fresh) -> {
      Sheet sheet = new Sheet(
          "Norms",
          List.of(fresh.through()),
          "edition",
          "subject",
          "grade",
          "season",
          "weeks_of_instruction",
          "mean",
          "sd",
          "p25",
          "p50",
          "p75");
      for (NormsPage.Line l : NormsReader.lines(rows)) {
        sheet.row(
            l.edition(),
            l.subject(),
            l.gradeLevel(),
            l.season(),
            l.weeks(),
            l.mean(),
            l.sd(),
            l.p25(),
            l.p50(),
            l.p75());
      }
      return sheet;
    });
  }

  /// The norms for machines.
  public record Answer(
      String finding,
      List<NormsPage.Edition> editions,
      List<String> gaps,
      List<NormsPage.Line> norms) {}

  @Api(value = "National norms that are loaded, and what they do not reach", published = true)
  @GetMapping("/api/v1/norms")
  @OpenTo(Circle.STUDENTS)
  Answer forMachines() {
    return pages.json((rows, fresh) -> {
      NormsPage page = NormsReader.read(rows, fresh);
      return new Answer(page.title(), page.editions(), page.gaps(), NormsReader.lines(rows));
    });
  }
}
