-- One row per cohort of a school, subject and season beside its norm.
select dim_cohorts.cohort_name,
       dim_cohorts.school_year,
       dim_cohorts.grade_level,
       dim_schools.school_name,
       fact_cohort_metrics.subject,
       fact_cohort_metrics.season,
       fact_cohort_metrics.student_count,
       fact_cohort_metrics.mean_score,
       fact_cohort_metrics.median_score,
       fact_cohort_metrics.mean_percentile_rank,
       fact_cohort_metrics.pct_meets_standard + fact_cohort_metrics.pct_exceeds_standard as pct_proficient,
       dim_standards.percentile_50 as standard_median,
       fact_cohort_metrics.mean_score - dim_standards.percentile_50 as diff_from_standard,
       fact_cohort_metrics.effect_size_vs_standard,
       fact_cohort_metrics.p_value_vs_standard,
       case fact_cohort_metrics.standing
         when 'above' then 'Above Standard'
         when 'below' then 'Below Standard'
         when 'at' then 'At Standard'
         else 'Not compared'
       end as performance_category,
       dim_cohorts.school_id
from publishing.fact_cohort_metrics
join publishing.dim_cohorts on dim_cohorts.cohort_id = fact_cohort_metrics.cohort_id
join publishing.dim_schools on dim_schools.school_id = dim_cohorts.school_id
left join publishing.dim_standards on dim_standards.standard_id = fact_cohort_metrics.comparison_standard_id
