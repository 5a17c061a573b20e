package org.waymark.web.model;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.store.ModelDecisions;
import org.waymark.store.ModelRegistry;
import org.waymark.web.Asker;
import org.waymark.web.Notice;
import org.waymark.web.Pages;

/// What the district decides about models. Whoever decides says by `seen` which decision was in
/// force on the page before; when somebody else was faster, nothing changes.
@RestController
public class DecisionController {
  private static final String FOLLOWS =
      " The scores follow with the next run, or at once by ./waymark risk score.";
  private static final int LONGEST_NOTE = 500;

  private final Pages pages;

  DecisionController(Pages pages) {
    this.pages = pages;
  }

  @PostMapping("/models/{id:[0-9a-f]{12}}/approve")
  @OpenTo(Circle.DECIDERS)
  ResponseEntity<Void> approve(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "note", defaultValue = "") String note) {
    return decide(
        request,
        "/models/" + id,
        "",
        note,
        by -> by.approve(id)
            ? "You approved model " + id
                + ". It may now be put in charge, or tried at single schools."
            : "You had approved model " + id + " before.");
  }

  @PostMapping("/models/{id:[0-9a-f]{12}}/promote")
  @OpenTo(Circle.DECIDERS)
  ResponseEntity<Void> promote(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "seen", defaultValue = "") String seen,
      @RequestParam(name = "note", defaultValue = "") String note) {
    return decide(
        request, "/models/" + id, seen, note, by -> "You " + by.promote(id).deed() + "." + FOLLOWS);
  }

  @PostMapping("/models/{id:[0-9a-f]{12}}/canary")
  @OpenTo(Circle.DECIDERS)
  ResponseEntity<Void> canary(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "school", required = false) @Nullable List<Long> schools,
      @RequestParam(name = "seen", defaultValue = "") String seen,
      @RequestParam(name = "note", defaultValue = "") String note) {
    return decide(
        request,
        "/models/" + id,
        seen,
        note,
        by -> schools == null || schools.isEmpty()
            ? "Nothing was changed: choose at least one school."
            : "You " + by.canary(id, schools).deed() + "." + FOLLOWS);
  }

  @PostMapping("/models/end-trial")
  @OpenTo(Circle.DECIDERS)
  ResponseEntity<Void> endTrial(
      HttpServletRequest request,
      @RequestParam(name = "seen", defaultValue = "") String seen,
      @RequestParam(name = "note", defaultValue = "") String note) {
    return decide(
        request,
        "/models",
        seen,
        note,
        by -> "You " + by.canary(null, List.of()).deed() + "." + FOLLOWS);
  }

  @PostMapping("/models/rule")
  @OpenTo(Circle.DECIDERS)
  ResponseEntity<Void> rule(
      HttpServletRequest request,
      @RequestParam(name = "seen", defaultValue = "") String seen,
      @RequestParam(name = "note", defaultValue = "") String note) {
    return decide(
        request,
        "/models",
        seen,
        note,
        by -> "You " + by.promote(ModelDecisions.RULE).deed() + "." + FOLLOWS);
  }

  @PostMapping("/models/rollback")
  @OpenTo(Circle.DECIDERS)
  ResponseEntity<Void> rollback(
      HttpServletRequest request,
      @RequestParam(name = "seen", defaultValue = "") String seen,
      @RequestParam(name = "note", defaultValue = "") String note) {
    return decide(
        request, "/models", seen, note, by -> "You " + by.rollback().deed() + "." + FOLLOWS);
  }

  private ResponseEntity<Void> decide(
      HttpServletRequest request,
      String to,
      String seen,
      String note,
      Function<ModelDecisions, String> deed) {
    Person person = Asker.person();
    String cut = note.strip();
    var decider = new ModelDecisions.Decider(
        person.personId(),
        seen.matches("\\d{1,18}") ? Long.valueOf(seen) : null,
        cut.length() > LONGEST_NOTE ? cut.substring(0, LONGEST_NOTE) : cut);
    String sentence;
    try {
      sentence = pages.decide(
          rows -> deed.apply(new ModelRegistry(rows, person.tenantId()).decisionsOf(decider)));
    } catch (ModelRegistry.Refused refused) {
      sentence = String.valueOf(refused.getMessage());
    } catch (IllegalArgumentException unknown) {
      throw new org.waymark.web.NotVisible();
    }
    Notice.leave(request, sentence);
    return ResponseEntity.status(303).header("Location", to).build();
  }
}
