package org.waymark.web.gaps;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.gaps.Grouping.Group;
import org.waymark.gaps.Prerequisites;
import org.waymark.gaps.Reteach;
import org.waymark.gaps.TwoWeekPlan;
import org.waymark.web.Words;
import org.waymark.web.gaps.Gaps.DayLine;

/// The two weeks ahead of a class, by the same rule as the published plan.
///
/// @param missing why there is no plan, or null
/// @param note what must be said of the plan, or null
record SectionPlan(
    List<DayLine> lines, @Nullable String missing, @Nullable String note) {

  private static final int WHOLE_CLASS = 4;

  private record Ahead(LocalDate on, String basis) {}

  static SectionPlan of(
      JdbcClient rows, long school, List<Reteach> order, List<Group> groups, Prerequisites graph) {
    List<Ahead> days = rows.sql("""
            select day_on, basis from analytics.fact_school_days_ahead
            where school_id = :school order by day_number
            """)
        .param("school", school)
        .query((row, n) -> new Ahead(row.getObject(1, LocalDate.class), row.getString(2)))
        .list();
    List<TwoWeekPlan.Day> plan =
        TwoWeekPlan.of(order, groups, days.stream().map(Ahead::on).toList(), graph);
    if (plan.isEmpty()) {
      return new SectionPlan(
          List.of(),
          order.isEmpty() && groups.isEmpty()
              ? "Nothing to teach again: no class-wide gap, and nobody to group."
              : "The school's calendar has no school days left after the day of the data.",
          null);
    }
    var notes = new ArrayList<String>();
    if (order.size() > WHOLE_CLASS) {
      notes.add("Two standards a week; the other " + (order.size() - WHOLE_CLASS) + " wait.");
    }
    if (plan.size() < TwoWeekPlan.DAYS) {
      notes.add("Only " + Words.counted(plan.size(), "school day is", "school days are")
          + " left in the calendar.");
    }
    if (days.stream().anyMatch(day -> day.basis().equals("weekdays"))) {
      notes.add("The school has no calendar on file: the days are weekdays.");
    }
    return new SectionPlan(
        plan.stream()
            .map(day -> new DayLine(
                day.number(),
                day.on(),
                Words.plain(day.kind().name().toLowerCase(Locale.ROOT)),
                day.words()))
            .toList(),
        null,
        notes.isEmpty() ? null : String.join(" ", notes));
  }
}
