package org.waymark.web.equity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.equity.Equity.Choice;

/// What the database says; it shows each person only what that person may see.
final class EquityRows {

  private EquityRows() {}

  static List<Choice> schools(JdbcClient rows, int year) {
    return rows.sql("""
            select d.school_id, d.school_name from analytics.dim_schools d
            where exists (select from analytics.fact_equity_gaps g
                          where g.school_id = d.school_id and g.school_year = :year)
            order by d.school_name
            """)
        .param("year", year)
        .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
        .list();
  }

  static boolean seesDistrict(JdbcClient rows) {
    return rows.sql(
            "select exists (select from analytics.fact_equity_gaps where scope = 'district')")
        .query(Boolean.class)
        .single();
  }

  /// A window in which scores are compared.
  record Window(int schoolYear, String season, String subject, String platform, long students) {}

  static List<Window> windows(JdbcClient rows, @Nullable Long school) {
    return rows.sql("""
            select school_year, season, subject, platform,
                   max(coalesce(group_students, 0) + coalesce(other_students, 0)) as students
            from analytics.fact_equity_gaps
            where measure = 'score' and grade_level = 'all'
              and scope = case when cast(:school as bigint) is null then 'district' else 'school' end
              and (cast(:school as bigint) is null or school_id = :school)
            group by school_year, season, subject, platform
            """).param("school", school).query(Records.of(Window.class)).list();
  }

  static List<String> grades(JdbcClient rows, int year, @Nullable Long school) {
    return rows.sql("""
            select grade_level from analytics.fact_equity_gaps
            where school_year = :year and grade_level <> 'all'
              and scope = case when cast(:school as bigint) is null then 'district' else 'school' end
              and (cast(:school as bigint) is null or school_id = :school)
            group by grade_level
            order by case grade_level when 'PK' then -1 when 'K' then 0 else
              case when grade_level ~ '^[0-9]+$' then grade_level::int else 99 end end
            """)
        .param("year", year)
        .param("school", school)
        .query(String.class)
        .list();
  }

  static List<GapLine> gaps(JdbcClient rows, int year, EquityFilter filter) {
    return rows.sql("""
            select measure, subgroup, group_students, other_students, group_value, other_value,
                   difference, difference_low, difference_high, effect_size, p_listed, rate_ratio,
                   is_below_four_fifths, adjusted_difference, adjusted_low, adjusted_high,
                   adjusted_students, held_equal, unmeasured_students, reason, adjusted_reason
            from analytics.fact_equity_gaps
            where school_year = :year and grade_level = :grade
              and scope = case when cast(:school as bigint) is null then 'district' else 'school' end
              and (cast(:school as bigint) is null or school_id = :school)
              and (season = 'year' or season = :season and subject = :subject and platform = :test)
            order by array_position(array['score', 'proficient', 'growth', 'attendance_rate',
                       'chronic_absence', 'course_completion', 'suspended'], measure),
                     array_position(array['ell', 'sped', 'section_504', 'frl'], subgroup), subgroup
            """)
        .param("year", year)
        .param("grade", filter.grade())
        .param("school", filter.school())
        .param("season", filter.season())
        .param("subject", filter.subject())
        .param("test", filter.test())
        .query(Records.of(GapLine.class))
        .list();
  }

  static List<SchoolLine> schoolLines(JdbcClient rows, int year, EquityFilter filter) {
    return rows.sql("""
            select d.school_name, c.platform, c.basis, c.students, c.peers, c.mean_score, c.effect,
                   c.effect_low, c.effect_high, c.shrunk_effect, c.shrunk_low, c.shrunk_high,
                   s.student_teacher_ratio, c.reason
            from analytics.fact_school_comparison c
            join analytics.dim_schools d on d.tenant_id = c.tenant_id and d.school_id = c.school_id
            left join analytics.fact_staffing s
              on s.tenant_id = c.tenant_id and s.school_id = c.school_id and s.school_year = c.school_year
            where c.school_year = :year and c.season = :season and c.subject = :subject
              and c.platform = :test
              and (cast(:school as bigint) is null or c.school_id = :school)
            order by c.basis, c.effect desc nulls last, d.school_name
            """)
        .param("year", year)
        .param("season", filter.season())
        .param("subject", filter.subject())
        .param("test", filter.test())
        .param("school", filter.school())
        .query(Records.of(SchoolLine.class))
        .list();
  }

  static List<ProgramLine> programs(JdbcClient rows, int year) {
    return rows.sql("""
            select program, subject, enrolled, participants, unmatched, matches, participant_change,
                   matched_change, baseline_difference, is_comparable, gain, gain_low, gain_high, p_listed,
                   gain_given_fall, gain_given_fall_low, gain_given_fall_high, yardstick, cost_usd,
                   cost_per_student, cost_per_sd, reason, cost_reason
            from analytics.fact_program_effects
            where school_year = :year
            order by program, subject
            """)
        .param("year", year)
        .query(Records.of(ProgramLine.class))
        .list();
  }

  static List<RiskLine> risks(JdbcClient rows, int year) {
    return rows.sql("""
            select outcome, population, race_ethnicity, cases, children, risk, other_risk, risk_ratio,
                   ratio_low, ratio_high, threshold, is_over_threshold, years_over, reason
            from analytics.fact_disproportionality
            where school_year = :year
            order by array_position(array['identified', 'removed', 'out_of_school_to_10',
                       'out_of_school_over_10', 'in_school_to_10', 'in_school_over_10'], outcome),
                     population desc, race_ethnicity
            """).param("year", year).query(Records.of(RiskLine.class)).list();
  }
}
