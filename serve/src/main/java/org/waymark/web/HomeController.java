package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.store.Database;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.api.Api;
import org.waymark.web.morning.Morning;
import org.waymark.web.morning.Mornings;
import org.waymark.web.overview.Standing;

/// The first page. Which one it is depends on who signed in: this is the one place that says so.
@RestController
class HomeController implements AskedAhead {
  private final Pages pages;
  private final Database database;
  private final DistrictTime time;

  HomeController(Pages pages, Database database, DistrictTime time) {
    this.pages = pages;
    this.time = time;
    this.database = database;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    switch (person.role()) {
      case TEACHER -> Mornings.teacher(rows, fresh);
      case COUNSELOR -> Mornings.counselor(rows, fresh);
      case SCHOOL -> Mornings.school(rows, fresh);
      case DISTRICT -> Mornings.district(rows, fresh);
      case ANALYST -> Mornings.analyst(rows, fresh);
      default -> {
        // no figures on the first page
      }
    }
  }

  @GetMapping("/")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> home(HttpServletRequest request) {
    return switch (Asker.person().role()) {
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

  /// The first page for machines: its charts are left out, the tables beside them say the same.
  public record Answer(
      String finding,
      String next,
      Morning.@Nullable Step step,
      String about,
      List<Standing.Figure> figures,
      List<Morning.Block> blocks)
      implements ShowsStudents {

    static Answer of(Morning morning) {
      return new Answer(
          morning.title(),
          morning.next(),
          morning.step(),
          morning.about(),
          morning.figures(),
          morning.blocks().stream()
              .filter(block -> !(block instanceof Morning.Chart))
              .toList());
    }

    @Override
    public List<Long> shownStudents() {
      return new Morning(finding, next, step, about, figures, blocks).shownStudents();
    }
  }

  @Api("The first page of whoever asks: what is new, and what to do next")
  @GetMapping("/api/v1/today")
  // everybody but the board, which has no morning
  @OpenTo(Circle.RUNS)
  Answer today() {
    return switch (Asker.person().role()) {
      case TEACHER -> forMachines(Mornings::teacher);
      case COUNSELOR -> forMachines(Mornings::counselor);
      case SCHOOL -> forMachines(Mornings::school);
      case DISTRICT -> forMachines(Mornings::district);
      case ANALYST -> ofLedger(Mornings::analyst);
      case ADMINISTRATOR -> ofLedger(Mornings::administrator);
      case OPERATOR -> ofLedger(Mornings.operator(database.dataDir()));
      case BOARD -> throw new NotVisible();
    };
  }

  private Answer forMachines(BiFunction<JdbcClient, Freshness, Morning> morning) {
    return pages.json((rows, fresh) ->
        Answer.of(Mornings.of(Asker.person(), time.today(), morning).apply(rows, fresh)));
  }

  private Answer ofLedger(BiFunction<JdbcClient, Freshness, Morning> morning) {
    return pages.read(rows -> Answer.of(
        Mornings.of(Asker.person(), time.today(), morning).apply(rows, Freshness.read(rows))));
  }

  private ResponseEntity<String> figures(
      HttpServletRequest request, BiFunction<JdbcClient, Freshness, Morning> morning) {
    return pages.figures(
        request, "today", "morning.jte", Mornings.of(Asker.person(), time.today(), morning)::apply);
  }

  private ResponseEntity<String> ledger(
      HttpServletRequest request, BiFunction<JdbcClient, Freshness, Morning> morning) {
    return pages.ledger(
        request, "today", "morning.jte", Mornings.of(Asker.person(), time.today(), morning)::apply);
  }

  /// Which key does what.
  @GetMapping("/keys")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> keys(HttpServletRequest request) {
    return pages.still(request, "keys", "keys.jte");
  }
}
