package org.waymark.web.equity;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the equity page has to say to a first page.
public final class EquityFindings {
  private EquityFindings() {}

  /// A group that fares worse than all others, beyond chance.
  ///
  /// @param place the school, or "All schools"
  public record Worse(String place, String group, String measure, String difference) {}

  /// The widest gaps of the year among those beyond chance: of the district where the person
  /// sees it, else of the person's schools.
  public static List<Worse> widest(JdbcClient rows, int year, int most) {
    record Placed(String place, GapLine line) {}
    return rows
        .sql("""
            select * from (
              select distinct on (g.measure, g.subgroup)
                     coalesce(d.school_name, 'All schools') as place, g.measure, g.subgroup,
                     g.group_students, g.other_students, g.group_value, g.other_value,
                     g.difference, g.difference_low, g.difference_high, g.effect_size, g.p_listed
              from analytics.fact_equity_gaps g
              left join analytics.dim_schools d
                on d.tenant_id = g.tenant_id and d.school_id = g.school_id
              where g.school_year = :year and g.grade_level = 'all' and g.p_listed < 0.05
                and g.measure in ('score', 'chronic_absence', 'course_completion', 'suspended')
                and g.scope = case when exists (select from analytics.fact_equity_gaps
                                                where scope = 'district')
                                   then 'district' else 'school' end
              order by g.measure, g.subgroup, abs(g.effect_size) desc nulls last) widest
            order by abs(effect_size) desc nulls last, measure, subgroup
            """)
        .param("year", year)
        .query((row, n) -> new Placed(
            row.getString("place"),
            new GapLine(
                row.getString("measure"),
                row.getString("subgroup"),
                row.getObject("group_students", Long.class),
                row.getObject("other_students", Long.class),
                row.getObject("group_value", Double.class),
                row.getObject("other_value", Double.class),
                row.getObject("difference", Double.class),
                row.getObject("difference_low", Double.class),
                row.getObject("difference_high", Double.class),
                row.getObject("effect_size", Double.class),
                row.getObject("p_listed", Double.class),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null)))
        .list()
        .stream()
        .filter(placed -> placed.line().standing() == GapLine.Standing.WORSE)
        .limit(most)
        .map(placed -> new Worse(
            placed.place(),
            placed.line().group(),
            MeasureWords.of(placed.line().measure()),
            placed.line().plain()))
        .toList();
  }
}
