package org.waymark.web.morning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.access.Person.Role;
import org.waymark.web.Words;
import org.waymark.web.alerts.Alerts;
import org.waymark.web.letters.MailReader;
import org.waymark.web.morning.Morning.Block;
import org.waymark.web.morning.Morning.Finding;
import org.waymark.web.morning.Morning.Findings;
import org.waymark.web.morning.Morning.Step;
import org.waymark.web.plans.PlansDue;

/// What waits for the person by name, before anything else on the first page: news not yet seen,
/// letters that failed, plans that need something.
final class Waiting {
  /// Those who make and follow plans day by day.
  private static final Set<Role> DUE = EnumSet.of(Role.SCHOOL, Role.COUNSELOR, Role.TEACHER);

  private Waiting() {}

  /// The same morning, with what waits on top; unchanged when nothing does.
  static Morning on(Morning morning, JdbcClient rows, Person person, LocalDate today) {
    List<Finding> waiting = new ArrayList<>();
    if (person.isIn(Circle.TOLD)) {
      Alerts.unseen(rows)
          .ifPresent(words -> waiting.add(new Finding(
              words,
              "What you were told and have not seen",
              "bad",
              new Step("Read the alerts", "/alerts"))));
    }
    if (person.isIn(Circle.KEEPERS)) {
      long failed = MailReader.failed(rows);
      if (failed > 0) {
        waiting.add(new Finding(
            Words.counted(failed, "letter", "letters") + " could not be delivered",
            "Each with its reason, and a button for another try",
            "bad",
            new Step("Letters", "/letters")));
      }
    }
    List<Finding> plans =
        DUE.contains(person.role()) ? plans(PlansDue.read(rows, person, today)) : List.of();
    if (waiting.isEmpty() && plans.isEmpty()) {
      return morning;
    }
    List<Block> blocks = new ArrayList<>();
    if (!waiting.isEmpty()) {
      blocks.add(new Findings("Waiting for you", waiting, ""));
    }
    if (!plans.isEmpty()) {
      blocks.add(new Findings("Plans that need something", plans, ""));
    }
    blocks.addAll(morning.blocks());
    // a page that says that nothing is urgent leads to what waits
    boolean leads = morning.step() == null;
    return new Morning(
        morning.title(),
        leads
            ? waiting.isEmpty() ? "Begin with your plans." : "Begin with what waits for you."
            : morning.next(),
        leads ? (waiting.isEmpty() ? plans : waiting).getFirst().step() : morning.step(),
        morning.about(),
        morning.figures(),
        blocks);
  }

  /// One line for each need, the most pressing first; the link leads to the list in which a
  /// session is logged by one button.
  private static List<Finding> plans(PlansDue due) {
    String of = (due.isCut() ? "of the first " : "of ")
        + Words.counted(due.plans(), "open plan", "open plans")
        + (due.whose().equals("mine") ? " that you lead" : " of your students");
    List<Finding> needs = new ArrayList<>();
    need(
        needs,
        due.due(),
        "plan has",
        "plans have",
        "a session due today",
        "watch",
        of,
        "Log it",
        due.link("due"));
    need(
        needs,
        due.overdue(),
        "plan is",
        "plans are",
        "past the goal's day without an outcome",
        "bad",
        of,
        "Say what came of it",
        due.link("overdue"));
    need(
        needs,
        due.below(),
        "plan is",
        "plans are",
        "four times in a row behind the goal line",
        "bad",
        of + ": consider a change",
        "Look at them",
        due.link("below"));
    need(
        needs,
        due.point(),
        "plan was",
        "plans were",
        "not measured for two weeks",
        "watch",
        of,
        "Measure",
        due.link("point"));
    need(
        needs,
        due.behind(),
        "plan gets",
        "plans get",
        "less than planned",
        "watch",
        of,
        "Look at them",
        due.link("behind"));
    return needs;
  }

  private static void need(
      List<Finding> needs,
      long plans,
      String one,
      String many,
      String what,
      String weight,
      String detail,
      String step,
      String link) {
    if (plans > 0) {
      needs.add(new Finding(
          Words.counted(plans, one, many) + " " + what, detail, weight, new Step(step, link)));
    }
  }
}
