package org.waymark.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.web.Csv;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;

/// Who looked at student records, for the tenant administrator, who sees keys and no names.
@RestController
public class AuditController {
  private final Pages pages;

  AuditController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/audit")
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> audit(HttpServletRequest request) {
    Looks.Filter filter = filter(request);
    return pages.ledger(request, "audit", "audit.jte", (rows, fresh) -> Looks.read(rows, filter));
  }

  @GetMapping("/audit.csv")
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> file(HttpServletRequest request) {
    Looks.Filter filter = filter(request);
    return pages.csv("who-looked.csv", rows -> {
      Csv csv = new Csv(List.of(
          "entry", "at", "person", "role", "action", "place", "students", "bonds", "student_ids"));
      for (Looks.Look look : Looks.all(rows, filter)) {
        csv.row(List.of(
            look.entry(),
            look.at().toInstant(),
            look.who(),
            look.role(),
            look.action(),
            look.place(),
            look.students(),
            String.join(" ", look.bonds()),
            look.ids().stream().map(String::valueOf).collect(Collectors.joining(" "))));
      }
      return csv;
    });
  }

  @Api(
      value =
          "Who looked at student records, newest first, 100 at a time; next names the next page",
      asks = {"person", "action", "student", "from", "to", "before"})
  @GetMapping("/api/v1/audit")
  @OpenTo(Circle.ADMINISTRATORS)
  Looks forMachines(HttpServletRequest request) {
    Looks.Filter filter = filter(request);
    return pages.read(rows -> Looks.read(rows, filter));
  }

  private static Looks.Filter filter(HttpServletRequest request) {
    return Looks.Filter.of(
        asked(request, "person"),
        asked(request, "action"),
        asked(request, "student"),
        asked(request, "from"),
        asked(request, "to"),
        asked(request, "before"));
  }

  private static String asked(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}
