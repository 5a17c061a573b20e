package org.waymark.web.plans;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.Asker;
import org.waymark.web.Notice;
import org.waymark.web.Pages;
import org.waymark.web.Words;

/// Logs sessions and measurements, from the list of plans, a plan or a student's page.
@RestController
public class PlanLogController {
  private final Pages pages;
  private final SupportReader support;
  private final PlanDesk desk;

  PlanLogController(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
    desk = new PlanDesk(pages, support);
  }

  @PostMapping("/plans/{id}/sessions")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> session(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    PlanDesk.Logged logged = desk.session(id, sent);
    if (logged.entry() instanceof LogEntry.Session session) {
      Notice.leave(
          request,
          logged.isNew()
              ? "%s of “%s” is logged: %s."
                  .formatted(
                      Words.day(session.on()),
                      logged.plan().title(),
                      session.missed() == null ? session.minutes() + " minutes" : "not held")
              : "This session was logged already; nothing was added.");
    }
    return answer(request, id, logged, sent, "session");
  }

  @PostMapping("/plans/{id}/points")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> point(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    PlanDesk.Logged logged = desk.point(id, sent);
    if (logged.entry() instanceof LogEntry.Point point) {
      Notice.leave(
          request,
          "%s: %s is noted for “%s”."
              .formatted(
                  Words.day(point.on()),
                  point.value().toPlainString(),
                  logged.plan().goal().measure()));
    }
    return answer(request, id, logged, sent, "point");
  }

  private ResponseEntity<String> answer(
      HttpServletRequest request,
      long id,
      PlanDesk.Logged logged,
      Map<String, String> sent,
      String form) {
    if (logged.entry() instanceof LogEntry.Wrong wrong) {
      Person person = Asker.person();
      Map<String, String> typed = new HashMap<>(sent);
      typed.put("form", form);
      return pages.answer(
          request,
          422,
          "plans",
          "plan.jte",
          (rows, fresh) -> PlanPage.read(
              rows, person, id, support.today(), PlanPage.Said.trouble(wrong.words(), typed)));
    }
    return Back.to(sent.getOrDefault("back", ""), "/plans/" + id);
  }

  @PostMapping("/plans/{id}/sessions/{session}/withdraw")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> withdrawSession(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @PathVariable("session") long session) {
    return withdraw(
        request, id, desk.withdraw(id, (log, person) -> log.withdrawSession(person, id, session)));
  }

  @PostMapping("/plans/{id}/points/{point}/withdraw")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> withdrawPoint(
      HttpServletRequest request, @PathVariable("id") long id, @PathVariable("point") long point) {
    return withdraw(
        request, id, desk.withdraw(id, (log, person) -> log.withdrawPoint(person, id, point)));
  }

  private static ResponseEntity<String> withdraw(
      HttpServletRequest request, long id, boolean isDone) {
    Notice.leave(
        request,
        isDone
            ? "Taken back. It no longer counts, and stays in the record."
            : "Nothing was changed: it is not there any more.");
    return Back.to("/plans/" + id, "/plans");
  }
}
