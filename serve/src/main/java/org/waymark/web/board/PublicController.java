package org.waymark.web.board;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.web.Pages;
import org.waymark.web.Sheet;
import org.waymark.web.Words;
import org.waymark.web.api.Api;
import org.waymark.web.board.PublicFigures.Cell;

/// Figures that may be public: the board's first page.
@RestController
public class PublicController {
  private final Pages pages;

  PublicController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/public")
  @OpenTo(Circle.PUBLIC_FIGURES)
  ResponseEntity<String> page(
      HttpServletRequest request,
      @RequestParam(name = "school", defaultValue = "") String school,
      @RequestParam(name = "group", defaultValue = "all") String group) {
    PublicFilter filter = PublicFilter.of(school, group);
    return pages.figures(
        request,
        "public",
        "public.jte",
        (rows, fresh) -> PublicPage.of(PublicFigures.read(rows), filter, fresh));
  }

  @GetMapping({"/public.csv", "/public.xlsx"})
  @OpenTo(Circle.PUBLIC_FIGURES)
  ResponseEntity<byte[]> table(HttpServletRequest request) {
    return pages.sheet("public-figures", Sheet.Format.of(request), (rows, fresh) -> {
      Sheet sheet = new Sheet(
          "Public figures",
          List.of(
              "Data " + fresh.through(),
              "Groups of fewer than 10 students are hidden, and cells that would give such a group away.",
              "Shares are whole percents; near 0 and 100 only a bound is given, wider for smaller groups."),
          "School year",
          "School",
          "Group",
          "Students",
          "Attendance rate",
          "Chronically absent",
          "Courses passed",
          "Hidden because");
      for (Cell cell : PublicFigures.read(rows)) {
        sheet.row(
            Words.schoolYear(cell.schoolYear()),
            cell.schoolName() == null ? "The whole district" : cell.schoolName(),
            Words.subgroup(cell.subgroup()),
            cell.students(),
            cell.attendanceRate(),
            cell.chronic().share() == null ? null : cell.chronic().words(),
            cell.completion().share() == null ? null : cell.completion().words(),
            cell.hidden());
      }
      return sheet;
    });
  }

  /// The cells for machines.
  public record Answer(String asOf, List<Cell> cells) {}

  @Api(value = "Figures of groups that are large enough to be public", published = true)
  @GetMapping("/api/v1/public")
  @OpenTo(Circle.PUBLIC_FIGURES)
  Answer forMachines() {
    return pages.json(
        (rows, fresh) -> new Answer(fresh.asOf().toString(), PublicFigures.read(rows)));
  }
}
