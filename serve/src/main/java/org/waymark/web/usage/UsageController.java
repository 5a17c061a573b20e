package org.waymark.web.usage;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;

/// What of the pages is used, for the tenant administrator.
@RestController
public class UsageController {
  private static final int USUAL = 6;
  private static final int MOST = 104;

  private final Pages pages;

  UsageController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/usage")
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> usage(
      HttpServletRequest request, @RequestParam(name = "weeks", defaultValue = "") String weeks) {
    return pages.ledger(
        request, "usage", "usage.jte", (rows, fresh) -> Usage.read(rows, number(weeks)));
  }

  /// What is used, for machines.
  public record Answer(String finding, List<Usage.Cell> cells, List<Usage.Rating> ratings) {}

  @Api(
      "What of the pages is used, by week, role and kind; cells of fewer than five people are null")
  @GetMapping("/api/v1/usage")
  @OpenTo(Circle.ADMINISTRATORS)
  Answer forMachines(@RequestParam(name = "weeks", defaultValue = "") String weeks) {
    return pages.read(rows -> {
      Usage usage = Usage.read(rows, number(weeks));
      return new Answer(
          usage.title(),
          usage.places().stream()
              .flatMap(place -> place.lines().stream())
              .flatMap(line -> line.cells().stream())
              .filter(java.util.Objects::nonNull)
              .toList(),
          usage.ratings());
    });
  }

  private static int number(String weeks) {
    return weeks.matches("[1-9]\\d{0,2}") ? Math.min(MOST, Integer.parseInt(weeks)) : USUAL;
  }
}
