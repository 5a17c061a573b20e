package org.waymark.web.jump;

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
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.api.Api;

/// Jump to a student, a school, a class, a page or a figure, by the first letters.
@RestController
public class JumpController implements AskedAhead {
  private static final int LONGEST = 60;

  private final Pages pages;

  JumpController(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    JumpReader.read(rows, person, true, "a");
  }

  @GetMapping("/jump")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> jump(
      HttpServletRequest request, @RequestParam(name = "q", defaultValue = "") String asked) {
    Person person = Asker.person();
    return pages.ledger(
        request,
        "jump",
        "jump.jte",
        (rows, fresh) -> JumpReader.read(rows, person, fresh.hasFigures(), cut(asked)));
  }

  /// What was found, for machines.
  public record Answer(String finding, List<Jump.Part> parts) implements ShowsStudents {
    @Override
    public List<Long> shownStudents() {
      return new Jump("", parts).shownStudents();
    }
  }

  @Api("Students, schools, classes, pages and figures that begin with some letters")
  @GetMapping("/api/v1/jump")
  @OpenTo(Circle.SIGNED_IN)
  Answer forMachines(@RequestParam(name = "q", defaultValue = "") String asked) {
    Person person = Asker.person();
    return pages.read(rows -> {
      Jump jump = JumpReader.read(rows, person, Freshness.read(rows).hasFigures(), cut(asked));
      return new Answer(jump.finding(), jump.parts());
    });
  }

  private static String cut(String asked) {
    String stripped = asked.replaceAll("\\p{Cntrl}", " ").strip();
    return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
  }
}
