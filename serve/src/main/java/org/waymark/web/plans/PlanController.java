package org.waymark.web.plans;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.interventions.NextSteps;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanDraft;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Plans.Changed;
import org.waymark.interventions.Playbook;
import org.waymark.web.Asker;
import org.waymark.web.NotVisible;
import org.waymark.web.Notice;
import org.waymark.web.Pages;

/// The pages of plans, and the forms that make, change and end them.
@RestController
public class PlanController {
  private final Pages pages;
  private final SupportReader support;
  private final PlanDesk desk;

  PlanController(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
    desk = new PlanDesk(pages, support);
  }

  @GetMapping("/plans")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> plans(
      HttpServletRequest request,
      @RequestParam(name = "whose", defaultValue = "") String whose,
      @RequestParam(name = "show", defaultValue = "") String show) {
    Person person = Asker.person();
    String notice = Notice.take(request);
    return pages.ledger(
        request,
        "plans",
        "plans.jte",
        (rows, fresh) -> PlanList.read(rows, person, whose, show, support.today(), notice));
  }

  @GetMapping("/plans/{id}")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> plan(HttpServletRequest request, @PathVariable("id") long id) {
    return page(request, 200, id, PlanPage.Said.notice(Notice.take(request)));
  }

  private ResponseEntity<String> page(
      HttpServletRequest request, int status, long id, PlanPage.Said said) {
    Person person = Asker.person();
    return pages.answer(
        request,
        status,
        "plans",
        "plan.jte",
        (rows, fresh) -> PlanPage.read(rows, person, id, support.today(), said));
  }

  @GetMapping("/students/{id}/plans/new")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> fresh(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam(name = "playbook", defaultValue = "") String key) {
    String lead = Asker.person().personId();
    @Nullable Playbook playbook = support.shelf().one(key).orElse(null);
    return pages.ledger(request, "plans", "planForm.jte", (rows, fresh) -> {
      PlanDraft draft = playbook == null
          ? PlanDraft.blank(lead, support.today())
          : NextSteps.draft(playbook, SupportReader.needs(rows, id), lead, support.today());
      return PlanForm.fresh(rows, id, draft, playbook == null ? "" : playbook.key(), Entry.fresh());
    });
  }

  @PostMapping("/students/{id}/plans")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> open(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    String entry = Entry.of(sent.getOrDefault("entry", ""));
    @Nullable
    Playbook playbook = support.shelf().one(sent.getOrDefault("playbook", "")).orElse(null);
    PlanDesk.Opened opened = desk.open(id, PlanDraft.of(sent), entry, playbook);
    if (opened.plan() == 0) {
      return form(request, 422, id, opened.draft(), playbook == null ? "" : playbook.key(), entry);
    }
    Notice.leave(request, "The plan is made. Whoever sees the student sees it.");
    return Back.to("/plans/" + opened.plan(), "/plans");
  }

  private ResponseEntity<String> form(
      HttpServletRequest request,
      int status,
      long student,
      PlanDraft draft,
      String playbook,
      String entry) {
    return pages.answer(
        request,
        status,
        "plans",
        "planForm.jte",
        (rows, fresh) -> PlanForm.fresh(rows, student, draft, playbook, entry));
  }

  @GetMapping("/plans/{id}/edit")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> edit(HttpServletRequest request, @PathVariable("id") long id) {
    return pages.ledger(request, "plans", "planForm.jte", (rows, fresh) -> {
      Plan plan = new Plans(rows).one(id).orElseThrow(NotVisible::new);
      return PlanForm.change(
          rows, plan, plan.version(), new PlanDraft(PlanDraft.typed(plan), Map.of()));
    });
  }

  @PostMapping("/plans/{id}")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> change(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    int seen = version(sent);
    PlanDesk.Tried tried = desk.change(id, seen, PlanDraft.of(sent));
    if (!tried.draft().isRight()) {
      return drawn(
          request, 422, rows -> PlanForm.change(rows, tried.before(), seen, tried.draft()));
    }
    return switch (tried.changed()) {
      case Changed.Saved saved -> {
        Notice.leave(request, "The change is saved as version " + saved.version() + ".");
        yield Back.to("/plans/" + id, "/plans");
      }
      case Changed.Newer newer ->
        drawn(request, 409, rows -> PlanForm.conflict(rows, newer.current(), tried.draft()));
      case Changed.Ended ended -> page(request, 409, id, ended(sent));
    };
  }

  @PostMapping("/plans/{id}/end")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> end(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    Map<String, String> typed = new HashMap<>(sent);
    typed.put("form", "end");
    PlanEnd end = PlanEnd.of(sent);
    if (!end.trouble().isEmpty()) {
      return page(request, 422, id, PlanPage.Said.trouble(end.trouble(), typed));
    }
    return answer(
        request, id, desk.end(id, version(sent), end).changed(), typed, "The plan has ended.");
  }

  @PostMapping("/plans/{id}/reopen")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> reopen(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    return answer(
        request, id, desk.reopen(id, version(sent)).changed(), sent, "The plan is open again.");
  }

  private ResponseEntity<String> answer(
      HttpServletRequest request,
      long id,
      Changed changed,
      Map<String, String> typed,
      String done) {
    return switch (changed) {
      case Changed.Saved saved -> {
        Notice.leave(request, done);
        yield Back.to("/plans/" + id, "/plans");
      }
      case Changed.Newer newer ->
        page(
            request,
            409,
            id,
            PlanPage.Said.trouble(
                "Nothing was changed: %s changed this plan while you were looking at it. The page shows it as it is now; what you typed is kept below."
                    .formatted(newer.current().changedBy()),
                typed));
      case Changed.Ended ended -> page(request, 409, id, ended(typed));
    };
  }

  private static PlanPage.Said ended(Map<String, String> typed) {
    return PlanPage.Said.trouble(
        "Nothing was changed: this plan has ended in the meantime, or was opened again.", typed);
  }

  private ResponseEntity<String> drawn(
      HttpServletRequest request,
      int status,
      java.util.function.Function<JdbcClient, Object> question) {
    return pages.answer(
        request, status, "plans", "planForm.jte", (rows, fresh) -> question.apply(rows));
  }

  private static int version(Map<String, String> sent) {
    String version = sent.getOrDefault("version", "");
    return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
  }
}
