package org.waymark.web.plans;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Standing;

/// How many open plans need something of the person today: of those that the person leads, or, for
/// who leads a school, of all of them.
///
/// @param plans open ones
/// @param isCut whether there are more than were looked at
/// @param due a session is to be held and logged today
/// @param point nothing was measured for two weeks
/// @param overdue the day of the goal has gone by without an outcome
/// @param below four measurements in a row behind the goal line
/// @param behind less than planned was given
public record PlansDue(
    String whose,
    int plans,
    boolean isCut,
    long due,
    long point,
    long overdue,
    long below,
    long behind) {

  public static PlansDue read(JdbcClient rows, Person person, LocalDate today) {
    boolean isOwn = person.role().seesOwnOnly();
    List<Standing> all = Standing.of(
        rows,
        new Plans(rows).all(isOwn ? person.personId() : null, true, PlanList.MOST + 1),
        today);
    List<Standing> plans = all.subList(0, Math.min(PlanList.MOST, all.size()));
    return new PlansDue(
        isOwn ? "mine" : "all",
        plans.size(),
        all.size() > PlanList.MOST,
        plans.stream().filter(Standing::isDue).count(),
        plans.stream().filter(plan -> plan.isMeasurementDue(today)).count(),
        plans.stream().filter(plan -> plan.isOverdue(today)).count(),
        plans.stream().filter(Standing::isBelow).count(),
        plans.stream().filter(Standing::isBehind).count());
  }

  /// The list of those that need that.
  public String link(String show) {
    return "/plans?whose=" + whose + "&show=" + show;
  }
}
