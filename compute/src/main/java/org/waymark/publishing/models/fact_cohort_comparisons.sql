-- One row per cohort, subject and season that could be compared with last year's cohort.
select comparison.comparison_key as comparison_id,
       comparison.cohort_key as cohort_a_id,
       comparison.prior_cohort_key as cohort_b_id,
       comparison.subject,
       comparison.season,
       cast(comparison.difference as decimal(10, 4)) as mean_diff,
       comparison.difference_low,
       comparison.difference_high,
       comparison.effect_size,
       comparison.p as p_value,
       comparison.p_adjusted,
       comparison.is_significant,
       comparison.direction,
       comparison.percentile_change,
       comparison.percentile_reason,
       comparison.is_decline_alert,
       comparison.is_percentile_alert,
       comparison.narrative,
       cohort.school_key as school_id,
       school_year.label as school_year,
       run.as_of_on as computed_at
from cohorts.comparison
cross join engine.run
join cohorts.cohort on cohort.cohort_key = comparison.cohort_key
join warehouse.school_year on school_year.school_year = comparison.school_year
where comparison.reason is null
