package org.waymark.interventions;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/// How much of a plan: so many minutes, so many times a week.
public record Dosage(int minutes, int perWeek) {
  /// A plan is behind below this share of what was planned so far: one missed meeting in five
  /// is everyday life.
  public static final double ENOUGH = 0.8;

  /// What was given against what was planned, up to a day.
  ///
  /// @param planned meetings due before today; days without school taken off
  /// @param held meetings held
  /// @param minutes minutes of them
  /// @param dueThisWeek meetings of this week that are neither held nor logged as missed
  public record Delivered(
      int planned, int held, int plannedMinutes, int minutes, int dueThisWeek, boolean isDueToday) {

    /// Whether the plan gets less than it should. A first week says nothing yet.
    public boolean isBehind() {
      return planned > 0 && held < ENOUGH * planned;
    }
  }

  /// @param from first day of the plan
  /// @param until last day: the goal's, or the day it ended
  public Delivered delivered(
      LocalDate from, LocalDate until, LocalDate today, List<PlanSession> sessions) {
    int noSchool =
        (int) sessions.stream().filter(s -> "no_school".equals(s.missed())).count();
    LocalDate end = until.isBefore(today) ? until.plusDays(1) : today;
    long days = Math.max(0, ChronoUnit.DAYS.between(from, end));
    // whole weeks only: which weekdays a plan meets on is nobody's to guess
    int planned = (int) Math.max(0, days / 7 * perWeek - noSchool);
    List<PlanSession> held = sessions.stream().filter(PlanSession::isHeld).toList();
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    long thisWeek = sessions.stream()
        .filter(s -> !s.heldOn().isBefore(monday) && !s.heldOn().isAfter(monday.plusDays(6)))
        .count();
    boolean isRunning = !today.isBefore(from) && !today.isAfter(until);
    int due = isRunning ? (int) Math.max(0, perWeek - thisWeek) : 0;
    boolean isSchoolDay = today.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    boolean isLogged = sessions.stream().anyMatch(s -> s.heldOn().equals(today));
    return new Delivered(
        planned,
        held.size(),
        planned * minutes,
        held.stream().mapToInt(PlanSession::minutes).sum(),
        due,
        due > 0 && isSchoolDay && !isLogged);
  }

  /// "30 minutes, 3 times a week".
  public String words() {
    return minutes + " minutes, "
        + (perWeek == 1
            ? "once a week"
            : perWeek == 2 ? "twice a week" : perWeek + " times a week");
  }
}
