package org.waymark.web.alerts;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.alerts.AlertChoices;
import org.waymark.alerts.AlertSettings;
import org.waymark.store.Database;
import org.waymark.web.Asker;
import org.waymark.web.Notice;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.gate.Problem;

/// How a person wants to be told: everybody's own to say.
@RestController
public class ChoiceController {
  private final Pages pages;
  private final Database database;

  ChoiceController(Pages pages, Database database) {
    this.pages = pages;
    this.database = database;
  }

  @GetMapping("/alerts/choices")
  @OpenTo(Circle.TOLD)
  ResponseEntity<String> choices(HttpServletRequest request) {
    Person person = Asker.person();
    String notice = Notice.take(request);
    AlertChoices choices = pages.ask(rows -> AlertChoices.read(rows, person));
    return form(request, 200, person, choices.typed(), List.of(), notice);
  }

  @PostMapping("/alerts/choices")
  @OpenTo(Circle.TOLD)
  ResponseEntity<String> choose(
      HttpServletRequest request, @RequestParam Map<String, String> sent) {
    Person person = Asker.person();
    Map<String, String> ways = new HashMap<>();
    AlertChoices.kinds(person.role())
        .forEach(kind -> ways.put(kind.written(), sent.getOrDefault(kind.written(), "")));
    if (AlertChoices.hasDigest(person.role())) {
      ways.put("digest", sent.getOrDefault("digest", ""));
    }
    var typed = new AlertChoices.Typed(
        ways,
        sent.getOrDefault("hours", ""),
        sent.getOrDefault("from", ""),
        sent.getOrDefault("to", ""),
        "true".equals(sent.get("weekend")));
    return switch (AlertChoices.of(typed, person.role())) {
      case AlertChoices.Read.Wrong wrong -> form(request, 422, person, typed, wrong.troubles(), "");
      case AlertChoices.Read.Right right -> {
        pages.decide(rows -> right.choices().write(rows, person));
        Notice.leave(request, "Your choices are kept and count from the next letter on.");
        yield ResponseEntity.status(303).header("Location", "/alerts/choices").build();
      }
    };
  }

  private ResponseEntity<String> form(
      HttpServletRequest request,
      int status,
      Person person,
      AlertChoices.Typed typed,
      List<String> troubles,
      String notice) {
    return pages.own(
        request,
        status,
        "choices",
        "choices.jte",
        new Choices(person, typed, districtHours(), troubles, notice));
  }

  /// In words; a mistake in the settings is not this page's to tell.
  private String districtHours() {
    try {
      return AlertSettings.read(database.dataDir()).quiet().toString();
    } catch (IOException | IllegalArgumentException e) {
      return "unknown";
    }
  }

  /// Choices for machines, read and written in one shape.
  ///
  /// @param ways by kind: email, digest, page or off; `digest` is the week's, email or off
  /// @param hours district, own or never
  public record Body(
      @Nullable Map<String, @Nullable String> ways,
      @Nullable String hours,
      @Nullable String from,
      @Nullable String to,
      @Nullable Boolean weekend) {
    static Body of(AlertChoices choices) {
      AlertChoices.Typed typed = choices.typed();
      return new Body(
          new java.util.TreeMap<>(typed.ways()),
          typed.hours(),
          typed.from(),
          typed.to(),
          typed.isWeekendQuiet());
    }
  }

  @Api("How one is told of each kind of news, and when letters wait")
  @GetMapping("/api/v1/alerts/choices")
  @OpenTo(Circle.TOLD)
  Body forMachines() {
    Person person = Asker.person();
    return Body.of(pages.ask(rows -> AlertChoices.read(rows, person)));
  }

  @Api(
      value = "Says how one is to be told; what is not named is as it is for everybody",
      answers = Body.class)
  @PutMapping("/api/v1/alerts/choices")
  @OpenTo(Circle.TOLD)
  ResponseEntity<?> chooseByMachine(@RequestBody Body sent) {
    Person person = Asker.person();
    Map<String, String> ways = new HashMap<>();
    if (sent.ways() != null) {
      // what is named without a value is wrong, and told so
      sent.ways().forEach((kind, way) -> ways.put(kind, way == null ? "" : way));
    }
    var typed = new AlertChoices.Typed(
        ways,
        sent.hours() == null ? "district" : sent.hours(),
        sent.from() == null ? "" : sent.from(),
        sent.to() == null ? "" : sent.to(),
        Boolean.TRUE.equals(sent.weekend()));
    return switch (AlertChoices.of(typed, person.role())) {
      case AlertChoices.Read.Wrong wrong -> {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
            HttpStatus.UNPROCESSABLE_CONTENT, String.join(" ", wrong.troubles()));
        problem.setTitle("The choices are not kept");
        problem.setType(java.net.URI.create(Problem.type(422)));
        yield ResponseEntity.unprocessableContent()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(problem);
      }
      case AlertChoices.Read.Right right ->
        ResponseEntity.ok(Body.of(pages.decide(rows -> right.choices().write(rows, person))));
    };
  }
}
