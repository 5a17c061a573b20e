package org.waymark.interventions;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// What a plan wants to reach, and by when.
///
/// @param measure what is counted, such as "days missed in the last 30 days"
/// @param baseline its value when the plan started
/// @param target its value when the plan has worked; below the baseline where less is better
public record Goal(
    String measure, double baseline, double target, LocalDate startsOn, LocalDate by) {

  public Goal {
    if (baseline == target) {
      throw new IllegalArgumentException("target equals the baseline " + baseline);
    }
    if (!by.isAfter(startsOn)) {
      throw new IllegalArgumentException("the goal's day " + by + " is not after " + startsOn);
    }
  }

  /// Whether less is better: fewer absences, fewer incidents.
  public boolean isLowerBetter() {
    return target < baseline;
  }

  /// Where the goal line stands on a day: straight from the baseline to the target, and flat
  /// before and after.
  public double lineAt(LocalDate on) {
    double days = ChronoUnit.DAYS.between(startsOn, by);
    double gone = Math.clamp(ChronoUnit.DAYS.between(startsOn, on) / days, 0.0, 1.0);
    return baseline + (target - baseline) * gone;
  }

  /// Whether a value is behind the goal line of its day.
  public boolean isBehind(LocalDate on, double value) {
    return isLowerBetter() ? value > lineAt(on) : value < lineAt(on);
  }

  /// Whether a value is ahead of the goal line of its day.
  public boolean isAhead(LocalDate on, double value) {
    return isLowerBetter() ? value < lineAt(on) : value > lineAt(on);
  }

  /// Whether a value reaches the target.
  public boolean isReached(double value) {
    return isLowerBetter() ? value <= target : value >= target;
  }
}
