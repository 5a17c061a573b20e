package org.waymark.web.plans;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.interventions.Goal;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanHistory;
import org.waymark.interventions.PlanPoint;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Standing;
import org.waymark.interventions.Texts;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.chart.GoalChart;
import org.waymark.web.chart.Picture;

/// One plan.
///
/// @param leadSees whether the lead still sees the student
/// @param trouble what was wrong with the last thing sent; empty for nothing
public record PlanPage(
    String title,
    Student student,
    Standing standing,
    Picture picture,
    List<PlanHistory.Event> history,
    boolean leadSees,
    boolean mayAct,
    LocalDate today,
    String entry,
    String notice,
    String trouble,
    Map<String, String> typed)
    implements ShowsStudents {

  /// What the page says about the last thing sent.
  ///
  /// @param typed what was sent, to be corrected; empty after a success
  record Said(String notice, String trouble, Map<String, String> typed) {
    static Said notice(String notice) {
      return new Said(notice, "", Map.of());
    }

    static Said trouble(String trouble, Map<String, String> typed) {
      return new Said("", trouble, Map.copyOf(typed));
    }
  }

  /// What was typed into a field of the form that went wrong, or a default.
  public String typed(String form, String field, String otherwise) {
    return form.equals(typed.get("form")) ? typed.getOrDefault(field, otherwise) : otherwise;
  }

  @Override
  public List<Long> shownStudents() {
    return List.of(student.studentId());
  }

  public Plan plan() {
    return standing.plan();
  }

  /// "From 9 to 3 days missed in the last 30 days by Apr 13, 2026; lower is better."
  public String goalWords() {
    Goal goal = plan().goal();
    return "%s: from %s to %s by %s; %s is better"
        .formatted(
            goal.measure(),
            Texts.number(goal.baseline()),
            Texts.number(goal.target()),
            Words.date(goal.by()),
            goal.isLowerBetter() ? "lower" : "higher");
  }

  /// Where the goal line stood when a point was measured.
  public String line(PlanPoint point) {
    return Words.decimal(plan().goal().lineAt(point.measuredOn()), 1);
  }

  /// "behind", "ahead" or "on the line".
  public String side(PlanPoint point) {
    Goal goal = plan().goal();
    return goal.isBehind(point.measuredOn(), point.value())
        ? "behind"
        : goal.isAhead(point.measuredOn(), point.value()) ? "ahead" : "on the line";
  }

  public static String number(double value) {
    return Texts.number(value);
  }

  static PlanPage read(JdbcClient rows, Person person, long id, LocalDate today, Said said) {
    Plans plans = new Plans(rows);
    Plan plan = plans.one(id).orElseThrow(NotVisible::new);
    Student student = Student.one(rows, plan.studentId());
    Standing standing = Standing.of(rows, List.of(plan), today).getFirst();
    return new PlanPage(
        title(standing, student, today),
        student,
        standing,
        picture(standing),
        new PlanHistory(rows)
            .of(plan.studentId()).stream().filter(e -> e.planId() == id).toList(),
        plans.mayLead(plan.leadId(), plan.studentId()),
        person.isIn(Circle.ACTING),
        today,
        Entry.fresh(),
        said.notice(),
        said.trouble(),
        said.typed());
  }

  private static String title(Standing standing, Student student, LocalDate today) {
    Plan plan = standing.plan();
    Plan.@Nullable Outcome outcome = plan.outcome();
    String finding = outcome != null
        ? outcome.words()
        : plan.goal().startsOn().isAfter(today)
            ? "begins on " + Words.date(plan.goal().startsOn())
            : standing.check() == org.waymark.interventions.GoalCheck.TOO_FEW
                ? standing.dosageWords()
                : standing.check().words();
    return "%s, %s: %s".formatted(student.name(), plan.title(), finding);
  }

  private static Picture picture(Standing standing) {
    Goal goal = standing.plan().goal();
    return GoalChart.draw(
        goal.measure(),
        new GoalChart.Point(goal.startsOn(), goal.baseline(), ""),
        new GoalChart.Point(goal.by(), goal.target(), ""),
        standing.points().stream()
            .map(p -> new GoalChart.Point(
                p.measuredOn(),
                p.value(),
                "%s: %s, the line at %s"
                    .formatted(
                        Words.date(p.measuredOn()),
                        Texts.number(p.value()),
                        Words.decimal(goal.lineAt(p.measuredOn()), 1))))
            .toList(),
        goal.isLowerBetter());
  }
}
