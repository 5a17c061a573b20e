package org.waymark.web.student;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.web.Asker;
import org.waymark.web.Freshness;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.plans.Support;
import org.waymark.web.plans.SupportReader;
import org.waymark.web.student.Timeline.Kind;

/// What happened with a student, in the order of time.
@RestController
public class TimelineController {
  private final Pages pages;
  private final SupportReader support;

  TimelineController(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
  }

  @GetMapping("/students/{id}/timeline")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> timeline(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam(name = "kind", defaultValue = "") String kind) {
    Person person = Asker.person();
    return pages
        .about(id)
        .figures(
            request,
            "students",
            "timeline.jte",
            (rows, fresh) -> read(rows, fresh, person, id, Kind.of(kind)));
  }

  private Timeline read(
      JdbcClient rows, Freshness fresh, Person person, long id, @Nullable Kind kind) {
    Profile profile = ProfileReader.read(rows, fresh, person, id);
    Support done = support.read(rows, person, id, Support.Said.notice(""));
    return TimelineReader.read(rows, fresh, profile, done, kind);
  }

  /// The timeline for machines.
  public record TimelineAnswer(
      long studentId, String finding, boolean isCut, List<Timeline.Event> events)
      implements ShowsStudents {
    @Override
    public List<Long> shownStudents() {
      return List.of(studentId);
    }
  }

  @Api("What happened with a student, newest first")
  @GetMapping("/api/v1/students/{id}/timeline")
  @OpenTo(Circle.STUDENTS)
  TimelineAnswer forMachines(
      @PathVariable("id") long id, @RequestParam(name = "kind", defaultValue = "") String kind) {
    Person person = Asker.person();
    return pages.about(id).json((rows, fresh) -> {
      Timeline it = read(rows, fresh, person, id, Kind.of(kind));
      return new TimelineAnswer(id, it.title(), it.isCut(), it.events());
    });
  }
}
