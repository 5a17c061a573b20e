package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.store.Database;
import org.waymark.web.morning.Morning;
import org.waymark.web.morning.Mornings;

/// The first page. Which one it is depends on who signed in: this is the one place that says so.
@RestController
class HomeController {
  private final Pages pages;
  private final Database database;

  HomeController(Pages pages, Database database) {
    this.pages = pages;
    this.database = database;
  }

  @GetMapping("/")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> home(HttpServletRequest request) {
    return switch (Pages.person().role()) {
      case TEACHER -> figures(request, Mornings::teacher);
      case COUNSELOR -> figures(request, Mornings::counselor);
      case SCHOOL -> figures(request, Mornings::school);
      case DISTRICT -> figures(request, Mornings::district);
      case ANALYST -> ledger(request, Mornings::analyst);
      case ADMINISTRATOR -> ledger(request, Mornings::administrator);
      case OPERATOR -> ledger(request, Mornings.operator(database.dataDir()));
      case BOARD -> ResponseEntity.status(303).header("Location", "/public").build();
    };
  }

  private ResponseEntity<String> figures(
      HttpServletRequest request, BiFunction<JdbcClient, Freshness, Morning> morning) {
    return pages.figures(request, "today", "morning.jte", Mornings.of(Pages.person(), morning));
  }

  private ResponseEntity<String> ledger(
      HttpServletRequest request, BiFunction<JdbcClient, Freshness, Morning> morning) {
    return pages.ledger(request, "today", "morning.jte", Mornings.of(Pages.person(), morning));
  }

  /// Which key does what.
  @GetMapping("/keys")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> keys(HttpServletRequest request) {
    return pages.still(request, "keys", "keys.jte");
  }
}
