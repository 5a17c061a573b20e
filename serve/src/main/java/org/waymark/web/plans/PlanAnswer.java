package org.waymark.web.plans;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanHistory;
import org.waymark.interventions.PlanPoint;
import org.waymark.interventions.PlanSession;
import org.waymark.interventions.Standing;

/// A plan for machines.
///
/// @param check too_few, go_on, consider_change or raise_goal
/// @param sessions null in a list
/// @param history null in a list
public record PlanAnswer(
    long planId,
    long studentId,
    String student,
    String title,
    int tier,
    String area,
    Goal goal,
    Dosage dosage,
    String lead,
    String deliveredBy,
    @Nullable String playbook,
    String what,
    String status,
    @Nullable String outcome,
    String outcomeReason,
    @Nullable LocalDate endedOn,
    int version,
    String check,
    @Nullable List<PlanSession> sessions,
    @Nullable List<Point> points,
    @Nullable List<PlanHistory.Event> history)
    implements ShowsStudents {

  /// The goal.
  public record Goal(
      String measure, double baseline, double target, LocalDate startsOn, LocalDate by) {}

  /// What was planned and given so far.
  public record Dosage(
      int minutes,
      int perWeek,
      int plannedSessions,
      int heldSessions,
      int plannedMinutes,
      int heldMinutes,
      boolean isBehind,
      boolean isDueToday) {}

  /// A measurement beside the goal line.
  public record Point(LocalDate measuredOn, double value, double line, String remark) {}

  /// Several plans.
  ///
  /// @param counts how many are due, behind, below the line and overdue
  public record Many(
      String finding,
      String whose,
      String show,
      Map<String, Long> counts,
      boolean isCut,
      List<PlanAnswer> plans)
      implements ShowsStudents {

    static Many of(PlanList list) {
      return new Many(
          list.title(),
          list.whose(),
          list.show(),
          list.counts(),
          list.isCut(),
          list.lines().stream()
              .map(line -> PlanAnswer.of(line.standing(), line.student(), null, false))
              .toList());
    }

    @Override
    public List<Long> shownStudents() {
      return plans.stream().map(PlanAnswer::studentId).distinct().toList();
    }
  }

  @Override
  public List<Long> shownStudents() {
    return List.of(studentId);
  }

  static PlanAnswer of(PlanPage page) {
    return of(page.standing(), page.student().name(), page.history(), true);
  }

  private static PlanAnswer of(
      Standing standing,
      String student,
      @Nullable List<PlanHistory.Event> history,
      boolean isWhole) {
    Plan it = standing.plan();
    return new PlanAnswer(
        it.planId(),
        it.studentId(),
        student,
        it.title(),
        it.tier(),
        it.area().key(),
        new Goal(
            it.goal().measure(),
            it.goal().baseline(),
            it.goal().target(),
            it.goal().startsOn(),
            it.goal().by()),
        new Dosage(
            it.dosage().minutes(),
            it.dosage().perWeek(),
            standing.given().planned(),
            standing.given().held(),
            standing.given().plannedMinutes(),
            standing.given().minutes(),
            standing.isBehind(),
            standing.isDue()),
        it.leadName(),
        it.deliveredBy(),
        it.playbook(),
        it.what(),
        it.status(),
        it.outcome() == null ? null : it.outcome().key(),
        it.outcomeReason(),
        it.endedOn(),
        it.version(),
        standing.check().name().toLowerCase(java.util.Locale.ROOT),
        isWhole ? standing.sessions() : null,
        isWhole ? standing.points().stream().map(p -> point(it, p)).toList() : null,
        history);
  }

  private static Point point(Plan plan, PlanPoint point) {
    return new Point(
        point.measuredOn(), point.value(), plan.goal().lineAt(point.measuredOn()), point.remark());
  }
}
