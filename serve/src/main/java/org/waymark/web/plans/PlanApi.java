package org.waymark.web.plans;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanDraft;
import org.waymark.interventions.Plans.Changed;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.gate.Problem;

/// Plans for machines. A change names the version that it builds on in `If-Match`.
@RestController
public class PlanApi {
  private final Pages pages;
  private final SupportReader support;
  private final PlanDesk desk;

  PlanApi(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
    desk = new PlanDesk(pages, support);
  }

  @Api("Plans of students whom one sees")
  @GetMapping("/api/v1/plans")
  @OpenTo(Circle.STUDENTS)
  PlanAnswer.Many plans(
      @RequestParam(name = "whose", defaultValue = "") String whose,
      @RequestParam(name = "show", defaultValue = "") String show) {
    Person person = Asker.person();
    return pages.read(
        rows -> PlanAnswer.Many.of(PlanList.read(rows, person, whose, show, support.today(), "")));
  }

  @Api("One plan with its sessions, points and history")
  @GetMapping("/api/v1/plans/{id}")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<PlanAnswer> plan(@PathVariable("id") long id) {
    PlanAnswer answer = read(id);
    return ResponseEntity.ok().eTag(tag(answer.version())).body(answer);
  }

  private PlanAnswer read(long id) {
    Person person = Asker.person();
    return pages.read(rows ->
        PlanAnswer.of(PlanPage.read(rows, person, id, support.today(), PlanPage.Said.notice(""))));
  }

  @Api(
      value =
          "Opens a plan for a student; entry is a word of the sender that keeps a repeated request from opening a second one; playbook is the key of the one it follows",
      answers = PlanAnswer.class,
      body = {
        "title",
        "tier",
        "area",
        "measure",
        "baseline",
        "target",
        "starts_on",
        "goal_by",
        "minutes",
        "per_week",
        "lead",
        "delivered_by",
        "what",
        "entry",
        "playbook"
      })
  @PostMapping("/api/v1/students/{id}/plans")
  @OpenTo(Circle.ACTING)
  ResponseEntity<?> open(
      @PathVariable("id") long id, @RequestBody Map<String, @Nullable String> sent) {
    Map<String, String> typed = texts(sent);
    @Nullable
    ResponseEntity<ProblemDetail> unknown = unknown(typed, PlanDraft.FIELDS, "entry", "playbook");
    if (unknown != null) {
      return unknown;
    }
    PlanDesk.Opened opened = desk.open(
        id,
        PlanDraft.of(typed),
        Entry.of(typed.getOrDefault("entry", "")),
        support.shelf().one(typed.getOrDefault("playbook", "")).orElse(null));
    if (opened.plan() == 0) {
      return wrong(opened.draft());
    }
    PlanAnswer answer = read(opened.plan());
    return ResponseEntity.created(java.net.URI.create("/api/v1/plans/" + opened.plan()))
        .eTag(tag(answer.version()))
        .body(answer);
  }

  @Api(
      value = "Changes a plan of the version that If-Match names",
      answers = PlanAnswer.class,
      body = {
        "title",
        "tier",
        "area",
        "measure",
        "baseline",
        "target",
        "starts_on",
        "goal_by",
        "minutes",
        "per_week",
        "lead",
        "delivered_by",
        "what"
      })
  @PutMapping("/api/v1/plans/{id}")
  @OpenTo(Circle.ACTING)
  ResponseEntity<?> change(
      @PathVariable("id") long id,
      @RequestHeader(name = "If-Match", defaultValue = "") String match,
      @RequestBody Map<String, @Nullable String> sent) {
    Map<String, String> typed = texts(sent);
    @Nullable ResponseEntity<ProblemDetail> unknown = unknown(typed, PlanDraft.FIELDS);
    if (unknown != null) {
      return unknown;
    }
    String seen = match.replaceAll("^\"|\"$", "");
    if (!seen.matches("\\d{1,9}")) {
      return problem(
          HttpStatus.PRECONDITION_REQUIRED,
          "Say which version you changed",
          "Send the plan's ETag in If-Match, so that nobody's change is overwritten unseen.");
    }
    PlanDesk.Tried tried = desk.change(id, Integer.parseInt(seen), PlanDraft.of(typed));
    return tried.draft().isRight() ? changed(id, tried, typed) : wrong(tried.draft());
  }

  @Api(
      value = "Ends a plan with its outcome",
      answers = PlanAnswer.class,
      body = {"outcome", "reason", "version"})
  @PostMapping("/api/v1/plans/{id}/end")
  @OpenTo(Circle.ACTING)
  ResponseEntity<?> end(
      @PathVariable("id") long id, @RequestBody Map<String, @Nullable String> sent) {
    Map<String, String> typed = texts(sent);
    @Nullable
    ResponseEntity<ProblemDetail> unknown = unknown(typed, List.of("outcome", "reason", "version"));
    if (unknown != null) {
      return unknown;
    }
    PlanEnd end = PlanEnd.of(typed);
    String version = typed.getOrDefault("version", "");
    if (!end.trouble().isEmpty() || !version.matches("\\d{1,9}")) {
      return problem(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "The plan is not ended",
          end.trouble().isEmpty() ? "version: the plan's version as you read it." : end.trouble());
    }
    return changed(id, desk.end(id, Integer.parseInt(version), end), typed);
  }

  private ResponseEntity<?> changed(long id, PlanDesk.Tried tried, Map<String, String> typed) {
    return switch (tried.changed()) {
      case Changed.Saved saved -> ResponseEntity.ok().eTag(tag(saved.version())).body(read(id));
      case Changed.Newer newer -> conflict(newer.current(), typed);
      case Changed.Ended ended ->
        problem(HttpStatus.CONFLICT, "This plan has ended", "Open it again to change it.");
    };
  }

  /// Both texts: nobody's words are lost.
  private static ResponseEntity<ProblemDetail> conflict(Plan current, Map<String, String> yours) {
    ProblemDetail problem = detail(
        HttpStatus.CONFLICT,
        "Somebody changed this plan in the meantime",
        "Nothing was written. Compare yours and theirs, then send again with If-Match \""
            + current.version() + "\".");
    problem.setProperty("version", current.version());
    problem.setProperty("changedBy", current.changedBy());
    problem.setProperty("yours", yours);
    problem.setProperty("theirs", PlanDraft.typed(current));
    return answer(problem);
  }

  @Api(
      value = "Logs a session",
      answers = PlanAnswer.class,
      body = {"on", "minutes", "missed", "remark", "entry"})
  @PostMapping("/api/v1/plans/{id}/sessions")
  @OpenTo(Circle.ACTING)
  ResponseEntity<?> session(
      @PathVariable("id") long id, @RequestBody Map<String, @Nullable String> sent) {
    Map<String, String> typed = texts(sent);
    @Nullable
    ResponseEntity<ProblemDetail> unknown =
        unknown(typed, List.of("on", "minutes", "missed", "remark", "entry"));
    return unknown != null ? unknown : logged(id, desk.session(id, typed));
  }

  @Api(
      value = "Logs a measurement",
      answers = PlanAnswer.class,
      body = {"on", "value", "remark"})
  @PostMapping("/api/v1/plans/{id}/points")
  @OpenTo(Circle.ACTING)
  ResponseEntity<?> point(
      @PathVariable("id") long id, @RequestBody Map<String, @Nullable String> sent) {
    Map<String, String> typed = texts(sent);
    @Nullable
    ResponseEntity<ProblemDetail> unknown = unknown(typed, List.of("on", "value", "remark"));
    return unknown != null ? unknown : logged(id, desk.point(id, typed));
  }

  private ResponseEntity<?> logged(long id, PlanDesk.Logged logged) {
    return logged.entry() instanceof LogEntry.Wrong wrong
        ? problem(HttpStatus.UNPROCESSABLE_CONTENT, "This can't be logged", wrong.words())
        : ResponseEntity.status(logged.isNew() ? 201 : 200).body(read(id));
  }

  private static String tag(int version) {
    return "\"" + version + "\"";
  }

  /// Nothing sent is an empty text.
  private static Map<String, String> texts(Map<String, @Nullable String> sent) {
    Map<String, String> texts = new HashMap<>();
    sent.forEach((key, value) -> texts.put(key, value == null ? "" : value));
    return texts;
  }

  private static @Nullable ResponseEntity<ProblemDetail> unknown(
      Map<String, String> sent, List<String> known, String... more) {
    Set<String> all = new java.util.TreeSet<>(known);
    all.addAll(List.of(more));
    return all.containsAll(sent.keySet())
        ? null
        : problem(
            HttpStatus.BAD_REQUEST,
            "There is a field that a plan does not have",
            "Expected only " + String.join(", ", all) + ".");
  }

  private static ResponseEntity<ProblemDetail> wrong(PlanDraft draft) {
    ProblemDetail problem = detail(
        HttpStatus.UNPROCESSABLE_CONTENT, "The plan is not saved", "Some fields can't be read.");
    problem.setProperty("fields", new LinkedHashMap<>(draft.troubles()));
    return answer(problem);
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpStatus status, String title, String words) {
    return answer(detail(status, title, words));
  }

  private static ProblemDetail detail(HttpStatus status, String title, String words) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, words);
    problem.setTitle(title);
    problem.setType(java.net.URI.create(Problem.type(status.value())));
    return problem;
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
