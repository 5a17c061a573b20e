package org.waymark.web.student;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.interventions.Need;
import org.waymark.interventions.NextSteps;
import org.waymark.interventions.Notes;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.gate.BadRequest;
import org.waymark.web.plans.Student;
import org.waymark.web.plans.SupportReader;

/// Next steps and notes for machines.
@RestController
public class SupportApi {
  private final Pages pages;
  private final SupportReader support;
  private final SupportController forms;

  SupportApi(Pages pages, SupportReader support, SupportController forms) {
    this.pages = pages;
    this.support = support;
    this.forms = forms;
  }

  /// Next steps of one student.
  ///
  /// @param aside steps that somebody dismissed or put off, or that are under way
  public record StepsAnswer(long studentId, List<Step> steps, List<NextSteps.Aside> aside)
      implements ShowsStudents {
    @Override
    public List<Long> shownStudents() {
      return List.of(studentId);
    }
  }

  /// One step.
  public record Step(
      String playbook,
      String title,
      int position,
      List<Need> answers,
      String learned,
      String shownToLearn,
      double value,
      double propensity,
      String evidence,
      String source) {}

  @Api("Next steps for a student, in order, with the reasons of the order")
  @GetMapping("/api/v1/students/{id}/next-steps")
  @OpenTo(Circle.STUDENTS)
  StepsAnswer steps(@PathVariable("id") long id) {
    Person person = Asker.person();
    return pages.about(id).json((rows, fresh) -> {
      Student.one(rows, id);
      NextSteps.Steps steps =
          support.steps(rows).of(person, SupportReader.needs(rows, id), support.today());
      return new StepsAnswer(
          id,
          steps.steps().stream()
              .map(it -> new Step(
                  it.playbook().key(),
                  it.playbook().title(),
                  it.placed().position(),
                  it.needs(),
                  it.learned(),
                  it.toLearn(),
                  it.placed().value(),
                  it.placed().propensity(),
                  it.playbook().level(),
                  it.playbook().source()))
              .toList(),
          steps.aside());
    });
  }

  @Api(
      value = "Accepts, dismisses or defers a next step",
      answers = Said.class,
      body = {"playbook", "decision", "reason", "words", "until"})
  @PostMapping("/api/v1/students/{id}/next-steps")
  @OpenTo(Circle.ACTING)
  ResponseEntity<Said> decide(
      @PathVariable("id") long id, @RequestBody Map<String, @Nullable String> sent) {
    Map<String, String> typed =
        texts(sent, List.of("playbook", "decision", "reason", "words", "until"));
    return said(forms.act(id, (rows, person) -> forms.step(rows, person, id, typed)));
  }

  /// Notes of one student that the person may read.
  public record NotesAnswer(long studentId, List<Notes.Note> notes) implements ShowsStudents {
    @Override
    public List<Long> shownStudents() {
      return List.of(studentId);
    }
  }

  @Api("Notes about a student that one may read")
  @GetMapping("/api/v1/students/{id}/notes")
  @OpenTo(Circle.STUDENTS)
  NotesAnswer notes(@PathVariable("id") long id) {
    return pages.about(id).read(rows -> {
      Student.one(rows, id);
      return new NotesAnswer(id, new Notes(rows).of(id));
    });
  }

  @Api(
      value = "Writes a note about a student",
      answers = Said.class,
      body = {"body", "visibility", "plan", "entry"})
  @PostMapping("/api/v1/students/{id}/notes")
  @OpenTo(Circle.ACTING)
  ResponseEntity<Said> note(
      @PathVariable("id") long id, @RequestBody Map<String, @Nullable String> sent) {
    Map<String, String> typed = texts(sent, List.of("body", "visibility", "plan", "entry"));
    return said(forms.act(id, (rows, person) -> SupportController.note(rows, person, id, typed)));
  }

  /// What was done.
  public record Said(String done) {}

  private static ResponseEntity<Said> said(SupportController.Done done) {
    if (!done.trouble().isEmpty()) {
      throw new BadRequest(done.trouble());
    }
    return ResponseEntity.status(201).body(new Said(done.notice()));
  }

  private static Map<String, String> texts(Map<String, @Nullable String> sent, List<String> known) {
    Map<String, String> texts = new HashMap<>();
    sent.forEach((key, value) -> {
      if (!known.contains(key)) {
        throw new BadRequest(
            "There is a field that nobody knows; expected only " + String.join(", ", known) + ".");
      }
      texts.put(key, value == null ? "" : value);
    });
    return texts;
  }
}
