package org.waymark.interventions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A plan with what was given so far and what the measurements say.
///
/// @param sessions newest first
/// @param points oldest first
public record Standing(
    Plan plan,
    Dosage.Delivered given,
    GoalCheck check,
    List<PlanSession> sessions,
    List<PlanPoint> points) {

  /// Progress is measured once a week or every other week.
  public static final int MEASURE_DAYS = 14;

  /// Reads what belongs to plans.
  public static List<Standing> of(JdbcClient rows, List<Plan> plans, LocalDate today) {
    PlanLog log = new PlanLog(rows);
    List<Long> ids = plans.stream().map(Plan::planId).toList();
    Map<Long, List<PlanSession>> sessions = log.sessions(ids);
    Map<Long, List<PlanPoint>> points = log.points(ids);
    return plans.stream()
        .map(plan -> of(
            plan,
            sessions.getOrDefault(plan.planId(), List.of()),
            points.getOrDefault(plan.planId(), List.of()),
            today))
        .toList();
  }

  static Standing of(
      Plan plan, List<PlanSession> sessions, List<PlanPoint> points, LocalDate today) {
    return new Standing(
        plan,
        plan.dosage().delivered(plan.goal().startsOn(), plan.until(), today, sessions),
        GoalCheck.of(plan.goal(), points),
        sessions,
        points);
  }

  /// The newest measurement, or null.
  public @Nullable PlanPoint latest() {
    return points.isEmpty() ? null : points.getLast();
  }

  public boolean isDue() {
    return plan.isOpen() && given.isDueToday();
  }

  public boolean isBehind() {
    return plan.isOpen() && given.isBehind();
  }

  public boolean isBelow() {
    return plan.isOpen() && check == GoalCheck.CONSIDER_CHANGE;
  }

  /// Whether the day of the goal has gone by and nobody said what came of it.
  public boolean isOverdue(LocalDate today) {
    return plan.isOpen() && plan.goal().by().isBefore(today);
  }

  /// Whether nothing was measured for two weeks.
  public boolean isMeasurementDue(LocalDate today) {
    PlanPoint latest = latest();
    LocalDate since = latest == null || latest.measuredOn().isBefore(plan.goal().startsOn())
        ? plan.goal().startsOn()
        : latest.measuredOn();
    return plan.isOpen() && !isOverdue(today) && since.plusDays(MEASURE_DAYS).isBefore(today);
  }

  /// "6 of 12 sessions so far, 180 of 360 minutes".
  public String dosageWords() {
    return given.planned() == 0
        ? given.held() + (given.held() == 1 ? " session" : " sessions")
            + " held; the first week is not over"
        : "%d of %d sessions so far, %d of %d minutes"
            .formatted(given.held(), given.planned(), given.minutes(), given.plannedMinutes());
  }
}
