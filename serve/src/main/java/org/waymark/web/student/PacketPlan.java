package org.waymark.web.student;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.interventions.Dosage;
import org.waymark.interventions.GoalCheck;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanPoint;
import org.waymark.interventions.PlanSession;
import org.waymark.web.Words;

/// A plan as the packet tells it.
///
/// @param goal what is measured, from where to where, by when
/// @param given sessions and minutes against what was planned
/// @param points the newest measurements, oldest first
/// @param check what the newest measurements say; null once the plan has ended
public record PacketPlan(
    String title,
    String goal,
    String given,
    String led,
    List<Point> points,
    @Nullable GoalCheck check,
    String ended) {
  private static final int POINTS = 8;

  /// One measurement beside the goal line of its day.
  public record Point(LocalDate on, String value, String line) {}

  static PacketPlan of(
      Plan plan, List<PlanSession> sessions, List<PlanPoint> points, LocalDate today) {
    Dosage.Delivered delivered =
        plan.dosage().delivered(plan.goal().startsOn(), plan.until(), today, sessions);
    return new PacketPlan(
        "%s (tier %d, %s)"
            .formatted(
                plan.title(), plan.tier(), plan.area().words().toLowerCase(java.util.Locale.ROOT)),
        "%s: from %s on %s to %s by %s"
            .formatted(
                plan.goal().measure(),
                number(plan.goal().baseline()),
                Words.date(plan.goal().startsOn()),
                number(plan.goal().target()),
                Words.date(plan.goal().by())),
        "%s; held %d of %d sessions due, %d of %d minutes%s"
            .formatted(
                plan.dosage().words(),
                delivered.held(),
                delivered.planned(),
                delivered.minutes(),
                delivered.plannedMinutes(),
                delivered.isBehind() ? ": less than planned" : ""),
        plan.leadName()
            + (plan.deliveredBy().isBlank() ? "" : ", carried out by " + plan.deliveredBy()),
        points.stream()
            .skip(Math.max(0, points.size() - POINTS))
            .map(point -> new Point(
                point.measuredOn(),
                number(point.value()),
                number(plan.goal().lineAt(point.measuredOn()))))
            .toList(),
        plan.isOpen() ? GoalCheck.of(plan.goal(), points) : null,
        ended(plan));
  }

  private static String ended(Plan plan) {
    Plan.Outcome outcome = plan.outcome();
    return outcome == null
        ? ""
        : "Ended %s, %s%s"
            .formatted(
                Words.date(plan.endedOn()),
                outcome.words(),
                plan.outcomeReason().isBlank() ? "" : ": " + plan.outcomeReason());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Words.decimal(value, 0) : Words.decimal(value, 1);
  }
}
