package org.waymark.web.plans;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanDraft;
import org.waymark.interventions.PlanLog;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Plans.Changed;
import org.waymark.interventions.Playbook;
import org.waymark.web.Asker;
import org.waymark.web.NotVisible;
import org.waymark.web.Pages;

/// What people do with plans, for pages and machines alike: each deed in one transaction with
/// its entry in the audit.
final class PlanDesk {
  private final Pages pages;
  private final SupportReader support;

  PlanDesk(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
  }

  /// A new plan, or the draft with what is wrong.
  ///
  /// @param plan 0 when the draft is wrong
  record Opened(long plan, PlanDraft draft) {}

  /// A change that was tried.
  ///
  /// @param draft right, or with what is wrong; then nothing was tried
  record Tried(Plan before, PlanDraft draft, Changed changed) {
    private List<Long> about() {
      return changed instanceof Changed.Saved ? List.of(before.studentId()) : List.of();
    }
  }

  /// What was logged, or what was wrong with it.
  ///
  /// @param isNew false when the same form came before
  record Logged(Plan plan, LogEntry entry, boolean isNew) {
    private List<Long> about() {
      return entry instanceof LogEntry.Wrong ? List.of() : List.of(plan.studentId());
    }
  }

  /// @param playbook what it is made from; null for none
  Opened open(long student, PlanDraft typed, String entry, @Nullable Playbook playbook) {
    Person person = Asker.person();
    return pages.act(
        rows -> {
          Student.one(rows, student);
          PlanDraft draft = checked(rows, student, typed);
          if (!draft.isRight()) {
            return new Opened(0, draft);
          }
          long plan = new Plans(rows)
              .open(
                  person,
                  student,
                  draft,
                  entry,
                  playbook == null ? null : playbook.key(),
                  playbook == null ? null : playbook.version());
          if (playbook != null) {
            support.steps(rows).accept(person, student, playbook.key(), plan);
          }
          return new Opened(plan, draft);
        },
        done -> done.plan() == 0 ? List.of() : List.of(student));
  }

  Tried change(long id, int seen, PlanDraft typed) {
    Person person = Asker.person();
    return pages.act(
        rows -> {
          Plans plans = new Plans(rows);
          Plan before = plans.one(id).orElseThrow(NotVisible::new);
          // a lead who no longer sees the student may stay on paper, but nobody new is put there
          PlanDraft draft = before.leadId().equals(typed.get("lead"))
              ? typed
              : checked(rows, before.studentId(), typed);
          return new Tried(
              before,
              draft,
              draft.isRight() ? plans.change(person, id, seen, draft) : new Changed.Newer(before));
        },
        Tried::about);
  }

  Tried end(long id, int seen, PlanEnd end) {
    Person person = Asker.person();
    return tried(
        id,
        (plans, plan) -> plans.end(person, id, seen, end.outcome(), end.reason(), support.today()));
  }

  Tried reopen(long id, int seen) {
    Person person = Asker.person();
    return tried(id, (plans, plan) -> plans.reopen(person, id, seen));
  }

  private Tried tried(long id, BiFunction<Plans, Plan, Changed> deed) {
    return pages.act(
        rows -> {
          Plans plans = new Plans(rows);
          Plan before = plans.one(id).orElseThrow(NotVisible::new);
          PlanDraft same = new PlanDraft(PlanDraft.typed(before), Map.of());
          return new Tried(before, same, deed.apply(plans, before));
        },
        Tried::about);
  }

  Logged session(long id, Map<String, String> sent) {
    Person person = Asker.person();
    String key = Entry.of(sent.getOrDefault("entry", ""));
    return pages.act(
        rows -> {
          Plan plan = new Plans(rows).one(id).orElseThrow(NotVisible::new);
          LogEntry entry = LogEntry.session(plan, sent, support.today());
          boolean isNew = entry instanceof LogEntry.Session it
              && new PlanLog(rows)
                  .session(person, plan, key, it.on(), it.minutes(), it.missed(), it.remark());
          return new Logged(plan, entry, isNew);
        },
        Logged::about);
  }

  Logged point(long id, Map<String, String> sent) {
    Person person = Asker.person();
    return pages.act(
        rows -> {
          Plan plan = new Plans(rows).one(id).orElseThrow(NotVisible::new);
          LogEntry entry = LogEntry.point(plan, sent, support.today());
          if (entry instanceof LogEntry.Point it) {
            new PlanLog(rows).point(person, plan, it.on(), it.value(), it.remark());
          }
          return new Logged(plan, entry, true);
        },
        Logged::about);
  }

  /// Takes something logged back.
  boolean withdraw(long id, BiPredicate<PlanLog, Person> deed) {
    Person person = Asker.person();
    record Done(Plan plan, boolean isDone) {}
    return pages
        .act(
            rows -> {
              Plan plan = new Plans(rows).one(id).orElseThrow(NotVisible::new);
              return new Done(plan, deed.test(new PlanLog(rows), person));
            },
            done -> done.isDone() ? List.of(done.plan().studentId()) : List.of())
        .isDone();
  }

  /// Whoever answers for a plan must see the student: only the database knows.
  private static PlanDraft checked(JdbcClient rows, long student, PlanDraft typed) {
    return typed.trouble("lead") != null || new Plans(rows).mayLead(typed.get("lead"), student)
        ? typed
        : typed.withTrouble(
            "lead", "This person does not see the student, so can't answer for the plan.");
  }
}
