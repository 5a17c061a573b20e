package org.waymark.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Audit;
import org.waymark.access.Person;
import org.waymark.access.PersonTransaction;
import org.waymark.interventions.NeedReader;
import org.waymark.interventions.NextSteps;
import org.waymark.interventions.Notes;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanDraft;
import org.waymark.interventions.PlanLog;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Playbook;
import org.waymark.interventions.PlaybookShelf;
import org.waymark.interventions.Team;
import org.waymark.store.Database;
import org.waymark.store.Records;

/// What the people of Maple Valley did for some students: plans, sessions, measurements and
/// notes, written by the code of the pages and through the same policies. Seeded by the student;
/// a second demo in the same directory adds nothing.
final class DemoPlans {
  private static final Map<String, Integer> PEOPLE = Map.of(
      "counselor@maple-valley.example", 8,
      "teacher@maple-valley.example", 5,
      "principal@maple-valley.example", 3);

  private static final List<String> NOTES = List.of(
      "Called home. The morning bus was the trouble; an aunt drives now.",
      "Works well in pairs. Asked for more time on word problems.",
      "Spoke with the family about sleep and phones. They will try a charger in the kitchen.",
      "Came in early twice this week, on time and in good spirits.");

  private final PersonTransaction transaction;
  private final Audit audit;
  private final PlaybookShelf.Contents shelf;
  private final LocalDate today;
  private int made;

  private DemoPlans(Database database, LocalDate today) {
    transaction = new PersonTransaction(database.web());
    audit = new Audit(transaction);
    shelf = new PlaybookShelf(database.dataDir()).contents();
    this.today = today;
  }

  /// @param today the day on which somebody looks at the demo
  /// @return how many plans there are new
  static int make(Database database, String tenant, LocalDate today) {
    DemoPlans demo = new DemoPlans(database, today);
    JdbcClient owner = JdbcClient.create(database.owner());
    PEOPLE.forEach((email, plans) -> owner
        .sql("""
            select person_id, tenant_id, email, display_name, upper(role) as role
            from ledger.person where email = ? and tenant_id = ?
            """)
        .param(email)
        .param(tenant)
        .query(Records.of(Person.class))
        .optional()
        .ifPresent(person -> demo.of(person, plans)));
    return demo.made;
  }

  private void of(Person person, int plans) {
    List<Long> students = transaction.read(
        person, rows -> rows.sql("""
            select i.student_id from analytics.fact_indicators i
            where i.tier in ('high', 'at_risk')
              and not exists (select from ledger.plan p where p.student_id = i.student_id)
            order by md5(i.student_id::text) limit ?
            """).param(plans).query(Long.class).list());
    boolean isFirst = transaction.read(
        person,
        rows -> rows.sql("select not exists (select from ledger.plan where created_by = ?)")
            .param(person.personId())
            .query(Boolean.class)
            .single());
    if (isFirst) {
      students.forEach(student -> transaction.write(person, rows -> {
        one(rows, person, student);
        audit.wrote(rows, "demo", List.of(student));
        return true;
      }));
    }
  }

  private void one(JdbcClient rows, Person person, long student) {
    SplittableRandom dice = new SplittableRandom(student);
    NeedReader.Needs needs = new NeedReader(rows)
        .of(List.of(student))
        .getOrDefault(student, NeedReader.Needs.nothing(student));
    NextSteps next = new NextSteps(rows, shelf, false);
    List<NextSteps.Step> steps = next.of(person, needs, today).steps();
    if (steps.isEmpty()) {
      return;
    }
    NextSteps.remember(rows, person, student, steps);
    Playbook playbook = steps.get(dice.nextInt(steps.size())).playbook();
    LocalDate from = today.minusWeeks(3 + dice.nextInt(5));
    PlanDraft draft = draft(playbook, needs, person, from);
    Plans plans = new Plans(rows);
    long id =
        plans.open(person, student, draft, "demo-" + student, playbook.key(), playbook.version());
    next.accept(person, student, playbook.key(), id);
    for (NextSteps.Step other : steps) {
      if (!other.playbook().equals(playbook) && dice.nextInt(3) == 0) {
        next.dismiss(
            person,
            student,
            other.playbook().key(),
            dice.nextBoolean() ? "does_not_fit" : "no_one_free",
            "");
      }
    }
    Plan plan = plans.one(id).orElseThrow();
    sessions(rows, person, plan, dice);
    points(rows, person, plan, dice);
    new Team(rows).add(person, student, person.personId(), "leads the plan");
    if (dice.nextInt(3) != 0) {
      new Notes(rows)
          .write(
              person,
              student,
              id,
              "demo-" + student,
              dice.nextInt(3) == 0 ? Notes.Visibility.TEAM : Notes.Visibility.SEERS,
              NOTES.get(dice.nextInt(NOTES.size())));
    }
    if (dice.nextInt(4) == 0) {
      Plan.Outcome outcome =
          List.of(Plan.Outcome.MET, Plan.Outcome.PARTLY, Plan.Outcome.NOT).get(dice.nextInt(3));
      plans.end(person, id, 1, outcome, "", today.minusDays(1));
    }
    made++;
  }

  private PlanDraft draft(
      Playbook playbook, NeedReader.Needs needs, Person person, LocalDate from) {
    Map<String, String> typed =
        new HashMap<>(NextSteps.draft(playbook, needs, person.personId(), from).typed());
    if (typed.getOrDefault("baseline", "").isEmpty()) {
      typed.put("baseline", playbook.area().key().equals("behavior") ? "55" : "30");
      typed.put("target", playbook.area().key().equals("behavior") ? "80" : "45");
    }
    return PlanDraft.of(typed);
  }

  private void sessions(JdbcClient rows, Person person, Plan plan, SplittableRandom dice) {
    PlanLog log = new PlanLog(rows);
    int perWeek = Math.min(5, plan.dosage().perWeek());
    double diligence = 0.6 + 0.4 * dice.nextDouble();
    for (LocalDate day = plan.goal().startsOn(); day.isBefore(today); day = day.plusDays(1)) {
      if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
          || day.getDayOfWeek().getValue() > perWeek) {
        continue;
      }
      double luck = dice.nextDouble();
      if (luck < diligence) {
        log.session(
            person,
            plan,
            "demo-" + plan.planId() + "-" + day,
            day,
            plan.dosage().minutes(),
            null,
            "");
      } else if (luck < diligence + 0.15) {
        log.session(
            person, plan, "demo-" + plan.planId() + "-" + day, day, 0, "student_absent", "");
      }
    }
  }

  private void points(JdbcClient rows, Person person, Plan plan, SplittableRandom dice) {
    PlanLog log = new PlanLog(rows);
    double base = plan.goal().baseline();
    double way = plan.goal().target() - base;
    // some children arrive early, some late
    double pace = 0.1 + 1.3 * dice.nextDouble();
    double length = ChronoUnit.DAYS.between(plan.goal().startsOn(), plan.goal().by());
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = plan.goal().startsOn().plusWeeks(1);
        day.isBefore(today);
        day = day.plusWeeks(1)) {
      days.add(day);
    }
    for (LocalDate day : days) {
      double gone = ChronoUnit.DAYS.between(plan.goal().startsOn(), day) / length;
      double value = base + way * Math.min(1.2, gone * pace) + way * 0.06 * dice.nextGaussian();
      log.point(
          person,
          plan,
          day,
          BigDecimal.valueOf(Math.max(0, value)).setScale(0, RoundingMode.HALF_UP),
          "");
    }
  }
}
