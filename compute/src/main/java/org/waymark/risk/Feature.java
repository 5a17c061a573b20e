package org.waymark.risk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the model may look at: the columns of `risk.feature` that are numbers to learn from.
///
/// A direction is given only where it is beyond doubt: more absence never lowers the risk, a
/// better mark never raises it. Race is no feature; services are, where the district opts in.
public enum Feature {
  ABSENCE_30(Topic.ATTENDANCE_NOW, 1, "Days missed, last 30 days"),
  ABSENCE_90(Topic.ATTENDANCE_NOW, 1, "Days missed, last 90 days"),
  ABSENCE_PERIOD(Topic.ATTENDANCE_NOW, 1, "Days missed, this grading period"),
  ABSENCE_CHANGE(Topic.ATTENDANCE_NOW, 0, "Days missed, last 30 days against the 30 before"),
  ABSENCE_BEFORE(Topic.ATTENDANCE_BEFORE, 1, "Days missed before this grading period"),
  ABSENCE_HISTORY(Topic.ATTENDANCE_BEFORE, 1, "Days missed, up to three years"),
  TARDY_90(Topic.LATENESS, 0, "Days late, last 90 days"),
  TARDY_HISTORY(Topic.LATENESS, 0, "Days late, up to three years"),
  UNEXCUSED_HISTORY(Topic.LATENESS, 0, "Days missed without excuse, up to three years"),
  GPA(Topic.MARKS_NOW, -1, "GPA of the newest final marks"),
  PERCENT(Topic.MARKS_NOW, -1, "Mean percent of the newest final marks"),
  LOWEST_PERCENT(Topic.MARKS_NOW, -1, "Lowest percent of the newest final marks"),
  D_OR_F_COURSES(Topic.MARKS_NOW, 1, "Courses at D or F"),
  COURSE_LOAD(Topic.MARKS_NOW, 0, "Courses taken"),
  GPA_BEFORE(Topic.MARKS_BEFORE, 0, "GPA of the term before"),
  GPA_CHANGE(Topic.MARKS_BEFORE, 0, "Change of GPA"),
  GPA_HISTORY(Topic.MARKS_BEFORE, -1, "GPA over all terms"),
  PERCENT_HISTORY(Topic.MARKS_BEFORE, -1, "Mean percent over all terms"),
  FAILED_SHARE(Topic.MARKS_BEFORE, 1, "Courses failed so far"),
  PERCENTILE(Topic.TESTS, -1, "National percentile, mean of subjects"),
  LOWEST_PERCENTILE(Topic.TESTS, -1, "National percentile, lowest subject"),
  GROWTH_PERCENTILE(Topic.TESTS, 0, "Growth percentile"),
  INCIDENTS_90(Topic.BEHAVIOR, 1, "Incidents, last 90 days"),
  INCIDENTS_365(Topic.BEHAVIOR, 1, "Incidents, last year"),
  SUSPENSIONS_365(Topic.BEHAVIOR, 1, "Suspensions, last year"),
  NEXT_GRADE(Topic.PLACE, 0, "Grade of the coming period"),
  DAYS_ENROLLED(Topic.PLACE, 0, "Days since entering the district"),
  DAYS_INTO_PERIOD(Topic.PLACE, 0, "Days into the grading period"),
  BEGINS_YEAR(Topic.PLACE, 0, "The coming period begins a school year"),
  IS_ELL(Topic.SERVICES, 0, "English learner"),
  IS_SPED(Topic.SERVICES, 0, "Special education"),
  IS_FRL(Topic.SERVICES, 0, "Free or reduced-price lunch");

  /// Shares whose small values matter most: twice as much is one step, whatever the level.
  private static final Set<Feature> SHARES = Set.of(
      ABSENCE_30,
      ABSENCE_90,
      ABSENCE_PERIOD,
      ABSENCE_BEFORE,
      ABSENCE_HISTORY,
      TARDY_90,
      TARDY_HISTORY,
      UNEXCUSED_HISTORY,
      FAILED_SHARE);

  /// What a district must opt in.
  public static final Set<Feature> OPTIONAL = Set.of(IS_ELL, IS_SPED, IS_FRL);

  private final Topic topic;
  private final int direction;
  private final String title;

  Feature(Topic topic, int direction, String title) {
    this.topic = topic;
    this.direction = direction;
    this.title = title;
  }

  public Topic topic() {
    return topic;
  }

  /// 1: more never lowers the risk; −1: more never raises it; 0: the data decide.
  public int direction() {
    return direction;
  }

  public String title() {
    return title;
  }

  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value as a straight line can use it: the logarithm of a share, moved off zero by one
  /// day in a hundred. Trees need no such help.
  public float straightened(float value) {
    return SHARES.contains(this) ? (float) Math.log(value + 0.01) : value;
  }

  public boolean isOptional() {
    return OPTIONAL.contains(this);
  }

  /// True for what tells of the child itself; who has none of these can't be scored.
  public boolean isEvidence() {
    return topic != Topic.PLACE && topic != Topic.SERVICES;
  }

  public static Feature of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }

  public static List<Feature> all() {
    return Arrays.asList(values());
  }
}
