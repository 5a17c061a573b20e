package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What goes wrong in systems like this one, asked of the published cohorts.
class CohortPitfallsTest {

  private static long count(String sql) throws Exception {
    return MapleValley.open().count(sql);
  }

  @Test
  void mathematics_of_the_roster_meets_math_of_the_tests_and_of_the_norms() throws Exception {
    assertThat(count("""
        select count(*) from analytics.dim_cohorts c
        join analytics.fact_cohort_metrics m using (tenant_id, cohort_id)
        where c.cohort_type = 'teacher' and c.subject = 'Mathematics' and m.subject = 'math'
        """)).isPositive();
    assertThat(count("""
        select count(*) from analytics.dim_cohorts c
        join analytics.fact_cohort_metrics m using (tenant_id, cohort_id)
        where c.cohort_type = 'teacher' and c.subject = 'Mathematics' and m.subject <> 'math'
        """)).isZero();
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics
        where subject = 'math' and standing is not null
        """)).isPositive();
  }

  @Test
  void every_group_that_is_shown_has_its_members() throws Exception {
    assertThat(count("""
        select count(*) from analytics.dim_cohorts
        where cohort_type = 'demographic' and student_count is not null
        """)).isPositive();
    assertThat(count("""
        select count(*) from analytics.dim_cohorts c
        left join (select tenant_id, cohort_id, count(*) as members
                   from analytics.bridge_cohort_students group by 1, 2) b
          using (tenant_id, cohort_id)
        where c.student_count is distinct from b.members
        """)).isZero();
  }

  @Test
  void a_share_of_proficient_students_is_unknown_where_no_test_says_it_and_never_a_made_up_zero()
      throws Exception {
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics where pct_meets_standard is not null
        """)).isPositive();
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics m
        where pct_meets_standard is not null and not exists (
          select from analytics.bridge_cohort_students b
          join analytics.fact_assessments a using (tenant_id, student_id)
          where b.cohort_id = m.cohort_id and a.subject = m.subject and a.season = m.season
            and a.proficiency_level is not null)
        """)).isZero();
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics
        where abs(pct_below_standard + pct_approaching_standard + pct_meets_standard
          + pct_exceeds_standard - 100) > 0.001
        """)).isZero();
  }

  @Test
  void every_finding_carries_the_year_and_season_that_pages_filter_by() throws Exception {
    assertThat(count("select count(*) from analytics.fact_insights")).isPositive();
    assertThat(count("""
        select count(*) from analytics.fact_insights
        where school_year !~ '^\\d{4}-\\d{4}$' or season is null or body = '' or title = ''
        """)).isZero();
  }

  @Test
  void a_score_counts_for_the_school_of_the_day_of_the_test() throws Exception {
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics m
        join analytics.dim_cohorts c using (tenant_id, cohort_id)
        where c.cohort_type = 'grade-year' and c.school_id is not null and m.student_count > (
          select count(distinct b.student_id) from analytics.bridge_cohort_students b
          where b.cohort_id = c.cohort_id)
        """)).isZero();
  }

  @Test
  void no_figure_is_not_a_number_and_no_p_is_exactly_zero() throws Exception {
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics
        where mean_score = 'NaN' or effect_size_vs_standard = 'NaN' or p_value_vs_standard = 'NaN'
          or p_value_vs_standard = 0 or p_adjusted < p_value_vs_standard
        """)).isZero();
    assertThat(count("""
        select count(*) from analytics.fact_cohort_comparisons
        where p_value = 0 or p_value = 'NaN' or effect_size = 'NaN' or p_adjusted < p_value
        """)).isZero();
  }

  @Test
  void the_test_is_against_the_norms_mean_and_not_its_median() throws Exception {
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics m
        join analytics.dim_standards s
          on s.tenant_id = m.tenant_id and s.standard_id = m.comparison_standard_id
        where s.mean_score <> s.percentile_50 and s.mean_score <> m.norm_mean
        """)).isZero();
    assertThat(count("""
        select count(*) from analytics.dim_standards where mean_score <> percentile_50
        """)).isPositive();
  }

  @Test
  void one_edition_serves_every_year_of_a_trend() throws Exception {
    assertThat(count("""
        select count(*) from (select subject, score_scale from analytics.fact_cohort_metrics
          where norm_edition is not null group by 1, 2 having count(distinct norm_edition) > 1) x
        """)).isZero();
  }

  @Test
  void norms_end_at_grade_8_and_somebody_says_so() throws Exception {
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics m
        join analytics.dim_cohorts c using (tenant_id, cohort_id)
        where c.grade_level in ('9', '10') and m.score_scale = 'rit'
          and m.norm_reason like 'Demo norms has no norm for grade%'
        """)).isPositive();
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics
        where (standing is null) = (norm_reason is null)
        """)).isZero();
  }

  @Test
  void a_growth_index_is_never_read_as_a_growth_percentile() throws Exception {
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics
        where mean_growth_percentile not between 1 and 99
        """)).isZero();
    assertThat(count("""
        select count(*) from analytics.fact_cohort_metrics where mean_growth_index is not null
          and abs(mean_growth_index) > 3
        """)).isZero();
  }

  @Test
  void no_narrative_is_empty() throws Exception {
    assertThat(count("""
        select count(*) from analytics.mv_yoy_comparison
        where coalesce(narrative, '') = ''
        """)).isZero();
  }
}
