package org.waymark.gaps;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.gaps.Grouping.Group;

/// What a section does on its next ten school days: two standards a week for the whole
/// class, a small group at the teacher's table each day, a check at the end of each week.
public final class TwoWeekPlan {

  public static final int DAYS = 10;
  private static final int WEEK = 5;
  private static final int STANDARDS_A_WEEK = 2;

  /// What a day is for.
  public enum Kind {
    TEACH,
    GROUPS,
    CHECK
  }

  /// One school day.
  ///
  /// @param standardCode taught to the whole class; null on days of groups and checks
  /// @param warmUpCode the prerequisite that opens the lesson; null where there is none
  /// @param groupNumber the group that sits with the teacher; null where there are none
  /// @param checks what is asked on a day of checks
  public record Day(
      int number,
      LocalDate on,
      Kind kind,
      @Nullable String standardCode,
      @Nullable String warmUpCode,
      @Nullable Integer groupNumber,
      List<String> checks,
      String words) {
    public Day {
      checks = List.copyOf(checks);
    }
  }

  private final List<Reteach> order;
  private final List<Group> groups;
  private final Prerequisites graph;
  private final List<Day> made = new ArrayList<>();
  private int lessons;

  private TwoWeekPlan(List<Reteach> order, List<Group> groups, Prerequisites graph) {
    this.order = order;
    this.groups = groups;
    this.graph = graph;
  }

  /// @param days the next school days, at most ten are used
  /// @return no days where there is nothing to teach again
  public static List<Day> of(
      List<Reteach> order, List<Group> groups, List<LocalDate> days, Prerequisites graph) {
    if (order.isEmpty() && groups.isEmpty()) {
      return List.of();
    }
    var plan = new TwoWeekPlan(order, groups, graph);
    int last = Math.min(DAYS, days.size());
    for (int from = 0; from < last; from += WEEK) {
      plan.week(days.subList(from, Math.min(last, from + WEEK)), from / WEEK);
    }
    return List.copyOf(plan.made);
  }

  private void week(List<LocalDate> days, int number) {
    int lessonsOfWeek = days.size() > 1 ? days.size() - 1 : days.size();
    int first = number * STANDARDS_A_WEEK;
    int half = (lessonsOfWeek + 1) / 2;
    for (int i = 0; i < days.size(); i++) {
      LocalDate on = days.get(i);
      if (i == lessonsOfWeek) {
        check(on);
      } else {
        int which = first + (i < half ? 0 : 1);
        if (which < order.size()) {
          teach(on, order.get(which));
        } else {
          groupsOnly(on);
        }
      }
    }
  }

  private void teach(LocalDate on, Reteach reteach) {
    String code = reteach.gap().standardCode();
    String warmUp = warmUp(code);
    Group group = nextGroup();
    add(
        on,
        Kind.TEACH,
        code,
        warmUp,
        group,
        List.of(),
        "Whole class: " + code
            + (warmUp == null ? "" : "; warm-up on " + warmUp)
            + atTheTable(group));
  }

  private void groupsOnly(LocalDate on) {
    Group group = nextGroup();
    add(
        on,
        Kind.GROUPS,
        null,
        null,
        group,
        List.of(),
        group == null
            ? "Practice on the standards taught so far"
            : "Small groups, each on its own standards" + atTheTable(group));
  }

  private void check(LocalDate on) {
    var codes = new ArrayList<String>();
    made.stream().map(Day::standardCode).forEach(code -> {
      if (code != null && !codes.contains(code)) {
        codes.add(code);
      }
    });
    String what = codes.isEmpty() ? "what each group worked on" : String.join(", ", codes);
    add(on, Kind.CHECK, null, null, null, codes, "Short check: " + what);
  }

  private void add(
      LocalDate on,
      Kind kind,
      @Nullable String standard,
      @Nullable String warmUp,
      @Nullable Group group,
      List<String> checks,
      String words) {
    made.add(new Day(
        made.size() + 1,
        on,
        kind,
        standard,
        warmUp,
        group == null ? null : group.number(),
        checks,
        words));
  }

  /// The prerequisite that the class is missing too, else the last one before the standard.
  private @Nullable String warmUp(String code) {
    List<String> before = graph.direct(code);
    for (Reteach reteach : order) {
      if (before.contains(reteach.gap().standardCode())) {
        return reteach.gap().standardCode();
      }
    }
    return before.isEmpty() ? null : before.getLast();
  }

  private @Nullable Group nextGroup() {
    return groups.isEmpty() ? null : groups.get(lessons++ % groups.size());
  }

  private static String atTheTable(@Nullable Group group) {
    if (group == null) {
      return "";
    }
    return "; group " + group.number() + " with the teacher"
        + (group.focus().isEmpty() ? "" : " on " + group.focus().getFirst());
  }
}
