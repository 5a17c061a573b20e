-- One row per cohort of a school, subject and season beside last year's.
select fact_cohort_comparisons.comparison_id,
       now.cohort_name as current_cohort,
       now.school_year as current_year,
       before.cohort_name as prior_cohort,
       before.school_year as prior_year,
       now.grade_level,
       fact_cohort_comparisons.subject,
       fact_cohort_comparisons.season,
       this_year.mean_score as current_mean,
       last_year.mean_score as prior_mean,
       fact_cohort_comparisons.mean_diff,
       fact_cohort_comparisons.effect_size,
       fact_cohort_comparisons.p_value,
       fact_cohort_comparisons.is_significant,
       fact_cohort_comparisons.direction,
       fact_cohort_comparisons.narrative,
       now.school_id
from publishing.fact_cohort_comparisons
join publishing.dim_cohorts as now on now.cohort_id = fact_cohort_comparisons.cohort_a_id
join publishing.dim_cohorts as before on before.cohort_id = fact_cohort_comparisons.cohort_b_id
join publishing.fact_cohort_metrics as this_year
  on this_year.cohort_id = now.cohort_id and this_year.subject = fact_cohort_comparisons.subject
 and this_year.season = fact_cohort_comparisons.season
join publishing.fact_cohort_metrics as last_year
  on last_year.cohort_id = before.cohort_id and last_year.subject = fact_cohort_comparisons.subject
 and last_year.season = fact_cohort_comparisons.season
