package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;

/// The first page. Which one it is depends on who signed in: this is the one place that says so.
@RestController
class HomeController {
  private final Pages pages;

  HomeController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> home(HttpServletRequest request) {
    return switch (Pages.person().role()) {
      case TEACHER, COUNSELOR, SCHOOL, DISTRICT, ANALYST -> to("/overview");
      case OPERATOR, ADMINISTRATOR -> to("/runs");
      case BOARD -> to("/dictionary");
    };
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(303).header("Location", path).build();
  }

  /// Which key does what.
  @GetMapping("/keys")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> keys(HttpServletRequest request) {
    return pages.still(request, "keys", "keys.jte");
  }
}
