package org.waymark.web.people;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;

/// What may I see, and why can't I see somebody?
@RestController
public class AccessController {
  private final Pages pages;

  AccessController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/access")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> access(
      HttpServletRequest request, @RequestParam(name = "q", defaultValue = "") String query) {
    Person person = Asker.person();
    return pages.figures(
        request,
        "access",
        "access.jte",
        (rows, fresh) -> MyAccess.read(rows, person, asked(query)));
  }

  @Api("What is open to whoever asks, and why a student is not")
  @GetMapping("/api/v1/access")
  @OpenTo(Circle.SIGNED_IN)
  MyAccess forMachines(@RequestParam(name = "q", defaultValue = "") String query) {
    Person person = Asker.person();
    return pages.json((rows, fresh) -> MyAccess.read(rows, person, asked(query)));
  }

  private static String asked(String query) {
    String text = query.replaceAll("\\p{Cntrl}", " ").strip();
    return text.length() > 80 ? text.substring(0, 80) : text;
  }
}
