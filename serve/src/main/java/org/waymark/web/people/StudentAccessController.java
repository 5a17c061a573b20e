package org.waymark.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Audit;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;

/// Who can see one student, and a leader's grant of one student to a colleague.
@RestController
public class StudentAccessController {
  private final Pages pages;
  private final Audit audit;

  StudentAccessController(Pages pages, Audit audit) {
    this.pages = pages;
    this.audit = audit;
  }

  @GetMapping("/students/{id}/access")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> access(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam(name = "done", defaultValue = "") String done) {
    Person person = Asker.person();
    String notice = switch (done) {
      case "granted" -> "The grant is given and counts from now.";
      case "revoked" -> "The grant is ended and counts no more.";
      default -> "";
    };
    return pages.figures(
        request,
        "students",
        "studentAccess.jte",
        (rows, fresh) -> StudentAccess.read(rows, person, id, HandGrant.EMPTY, notice));
  }

  /// The page for machines.
  public record Answer(
      long studentId, List<String> you, List<String> others, List<StudentAccess.Look> looks)
      implements org.waymark.access.ShowsStudents {
    @Override
    public List<Long> shownStudents() {
      return List.of(studentId);
    }
  }

  @Api("Who can see a student, and why")
  @GetMapping("/api/v1/students/{id}/access")
  @OpenTo(Circle.STUDENTS)
  Answer forMachines(@PathVariable("id") long id) {
    Person person = Asker.person();
    return pages.json((rows, fresh) -> {
      StudentAccess it = StudentAccess.read(rows, person, id, HandGrant.EMPTY, "");
      return new Answer(id, it.you(), it.others(), it.looks());
    });
  }

  @PostMapping("/students/{id}/grants")
  @OpenTo(Circle.GIVING)
  ResponseEntity<String> grant(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam(name = "person", defaultValue = "") String receiver,
      @RequestParam(name = "until", defaultValue = "") String until,
      @RequestParam(name = "reason", defaultValue = "") String reason) {
    Person person = Asker.person();
    HandGrant grant = new HandGrant(receiver, until, reason, "");
    String trouble = pages.decide(rows -> {
      // a student who can't be seen and one who doesn't exist are told apart by nobody
      StudentAccess.read(rows, person, id, HandGrant.EMPTY, "");
      return grant.give(rows, null, id);
    });
    if (!trouble.isEmpty()) {
      return pages.answer(
          request,
          422,
          "students",
          "studentAccess.jte",
          (rows, fresh) -> StudentAccess.read(rows, person, id, grant.withTrouble(trouble), ""));
    }
    audit.looked(person, Audit.Action.WRITE, "/students/{id}/grants", List.of(id));
    return ResponseEntity.status(303)
        .header("Location", "/students/" + id + "/access?done=granted")
        .build();
  }
}
