package org.waymark.web.triage;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.interventions.NeedReader;
import org.waymark.interventions.NextSteps;
import org.waymark.interventions.PlanDraft;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Playbook;
import org.waymark.interventions.Team;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.Words;
import org.waymark.web.plans.Entry;
import org.waymark.web.plans.Student;
import org.waymark.web.plans.SupportReader;

/// One deed for several students of the list. Each student is asked for by the person's own
/// right; whoever is not to be seen is left out with the words for a missing one.
@RestController
public class BulkController {
  static final int MOST = 100;

  private static final String UNSEEN = "you can't see this student";

  private final Pages pages;
  private final SupportReader support;

  BulkController(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
  }

  /// What is asked for, for all of them.
  ///
  /// @param trouble why nothing can be done for anybody; empty when something can
  private record Asked(
      String action,
      @Nullable Playbook playbook,
      @Nullable LocalDate until,
      String member,
      String what,
      String trouble) {

    static Asked wrong(String trouble) {
      return new Asked("", null, null, "", "Nothing was asked for that can be done.", trouble);
    }
  }

  @PostMapping("/students/act")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> act(
      HttpServletRequest request,
      @RequestParam(name = "student", required = false) @Nullable List<String> students,
      @RequestParam Map<String, String> sent) {
    String query = SavedFilterController.clean(sent.getOrDefault("query", ""));
    String back = "/students" + (query.isEmpty() ? "" : "?" + query);
    List<String> chosen =
        students == null ? List.of() : students.stream().distinct().toList();
    Asked asked = asked(sent);
    if (!asked.trouble().isEmpty() || chosen.isEmpty() || chosen.size() > MOST) {
      String trouble = !asked.trouble().isEmpty()
          ? asked.trouble()
          : chosen.isEmpty()
              ? "Nothing was done: choose at least one student."
              : "Nothing was done: choose at most " + MOST + " students at once; you chose "
                  + chosen.size() + ".";
      Acted nothing = new Acted(trouble, asked.what(), List.of(), List.of(), back);
      return pages.answer(request, 422, "students", "acted.jte", (rows, fresh) -> nothing);
    }
    Person person = Asker.person();
    String entry = Entry.of(sent.getOrDefault("entry", ""));
    Acted acted = pages.act(
        rows -> all(rows, person, chosen, asked, entry, back),
        it -> it.done().stream().map(Acted.Line::studentId).toList());
    return pages.ledger(request, "students", "acted.jte", (rows, fresh) -> acted);
  }

  private Asked asked(Map<String, String> sent) {
    String action = sent.getOrDefault("action", "");
    if (action.equals("team")) {
      String member = sent.getOrDefault("person", "");
      return member.isEmpty()
          ? Asked.wrong("Nothing was done: choose whom to put on the teams.")
          : new Asked(action, null, null, member, "Put a person on the students' teams", "");
    }
    if (!action.equals("plan") && !action.equals("defer")) {
      return Asked.wrong("Nothing was done: choose what to do.");
    }
    Optional<Playbook> playbook = support.shelf().one(sent.getOrDefault("playbook", ""));
    if (playbook.isEmpty()) {
      return Asked.wrong("Nothing was done: choose a playbook.");
    }
    String title = "“" + playbook.get().title() + "”";
    if (action.equals("plan")) {
      return new Asked(action, playbook.get(), null, "", "Start a plan from " + title, "");
    }
    try {
      LocalDate until = LocalDate.parse(sent.getOrDefault("until", ""));
      LocalDate today = support.today();
      if (until.isAfter(today) && !until.isAfter(today.plusYears(1))) {
        return new Asked(
            action,
            playbook.get(),
            until,
            "",
            "Put off " + title + " until " + Words.date(until),
            "");
      }
    } catch (DateTimeParseException notADay) {
      return Asked.wrong("Nothing was done: the day to put off to is a day such as 2026-03-02.");
    }
    return Asked.wrong("Nothing was done: put off to a day after today, at most a year ahead.");
  }

  private Acted all(
      JdbcClient rows, Person person, List<String> chosen, Asked asked, String entry, String back) {
    List<Long> ids = chosen.stream().map(BulkController::key).toList();
    Map<Long, Student> seen = Student.all(rows, ids);
    Map<Long, NeedReader.Needs> needs = new NeedReader(rows).of(ids);
    List<Acted.Line> done = new ArrayList<>();
    List<Acted.Line> left = new ArrayList<>();
    for (String key : chosen) {
      Student student = seen.get(key(key));
      if (student == null) {
        left.add(new Acted.Line(0, "A student", UNSEEN, ""));
        continue;
      }
      long id = student.studentId();
      NeedReader.Needs known = needs.getOrDefault(id, NeedReader.Needs.nothing(id));
      Outcome outcome = one(rows, person, id, known, asked, entry + "-" + id);
      (outcome.isDone() ? done : left)
          .add(new Acted.Line(id, student.name(), outcome.words(), outcome.link()));
    }
    return new Acted(title(done.size(), left.size()), asked.what(), done, left, back);
  }

  /// 0 for what is no key: nobody has it.
  private static Long key(String sent) {
    try {
      return Long.valueOf(sent);
    } catch (NumberFormatException notAKey) {
      return 0L;
    }
  }

  /// What became of one student.
  private record Outcome(boolean isDone, String words, String link) {}

  private Outcome one(
      JdbcClient rows, Person person, long id, NeedReader.Needs known, Asked asked, String entry) {
    Playbook playbook = asked.playbook();
    String page = "/students/" + id;
    if (playbook == null) {
      if (!new Plans(rows).mayLead(asked.member(), id)) {
        return new Outcome(false, "this person does not see the student", page);
      }
      return new Team(rows).add(person, id, asked.member(), "")
          ? new Outcome(true, "on the team now", page)
          : new Outcome(false, "this person is on the team already", page);
    }
    NextSteps steps = support.steps(rows);
    if (asked.until() != null) {
      steps.defer(person, id, playbook.key(), asked.until());
      return new Outcome(true, "put off", page);
    }
    if (playbook.answers(known).isEmpty()) {
      return new Outcome(false, "the playbook answers nothing that is known of this student", page);
    }
    if (new Plans(rows)
        .of(id).stream().anyMatch(it -> it.isOpen() && playbook.key().equals(it.playbook()))) {
      return new Outcome(false, "a plan from this playbook is open already", page);
    }
    PlanDraft draft = PlanDraft.of(
        NextSteps.draft(playbook, known, person.personId(), support.today()).typed());
    if (!draft.isRight()) {
      return new Outcome(
          false,
          playbook.from().isEmpty()
              ? "its goal needs a first measurement; open the student and start the plan there"
              : "today's figure is unknown or at the goal already; open the student and set a goal",
          page + "/plans/new?playbook=" + playbook.key());
    }
    long plan = new Plans(rows).open(person, id, draft, entry, playbook.key(), playbook.version());
    steps.accept(person, id, playbook.key(), plan);
    return new Outcome(true, "plan started, led by you", "/plans/" + plan);
  }

  private static String title(int done, int left) {
    return left == 0
        ? "Done for " + (done == 1 ? "the student" : "all " + done + " students")
        : "Done for %d of %s; not for %d, and why"
            .formatted(done, Words.counted(done + left, "student", "students"), left);
  }
}
