package org.waymark.interventions;

import java.util.Comparator;
import java.util.List;

/// The four-point rule: what the newest measurements say about going on.
///
/// If the four most recent points are all behind the goal line, consider a change of the
/// plan; if all four are ahead of it, consider a higher goal; else go on and keep measuring.
///
/// Source: National Center on Response to Intervention (July 2012), RTI Implementer Series,
/// Module 2: Progress Monitoring, training manual. Its limits: docs/how-to/plans.md.
public enum GoalCheck {
  /// Fewer than four points since the start.
  TOO_FEW("too few measurements to say", "?", ""),
  /// Points on both sides of the line.
  GO_ON("on course: go on and keep measuring", "●", "good"),
  /// The last four are all behind.
  CONSIDER_CHANGE("four in a row behind the goal line: consider a change", "▲", "bad"),
  /// The last four are all ahead.
  RAISE_GOAL("four in a row ahead of the goal line: consider a higher goal", "●", "good");

  /// How many points in a row the rule looks at.
  public static final int POINTS = 4;

  private final String words;
  private final String shape;
  private final String css;

  GoalCheck(String words, String shape, String css) {
    this.words = words;
    this.shape = shape;
    this.css = css;
  }

  public String words() {
    return words;
  }

  public String shape() {
    return shape;
  }

  public String css() {
    return css;
  }

  /// @param points of the plan, in any order; those before the start don't count
  public static GoalCheck of(Goal goal, List<PlanPoint> points) {
    List<PlanPoint> newest = points.stream()
        .filter(point -> !point.measuredOn().isBefore(goal.startsOn()))
        .sorted(Comparator.comparing(PlanPoint::measuredOn).reversed())
        .limit(POINTS)
        .toList();
    if (newest.size() < POINTS) {
      return TOO_FEW;
    }
    if (newest.stream().allMatch(p -> goal.isBehind(p.measuredOn(), p.value()))) {
      return CONSIDER_CHANGE;
    }
    return newest.stream().allMatch(p -> goal.isAhead(p.measuredOn(), p.value()))
        ? RAISE_GOAL
        : GO_ON;
  }
}
