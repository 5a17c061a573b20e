-- One row per cohort, subject and season. The shape is published; no run fills it yet.
select cast(null as bigint) as metric_id,
       cast(null as bigint) as cohort_id,
       cast(null as varchar(50)) as subject,
       cast(null as varchar(10)) as season,
       cast(null as varchar(9)) as school_year,
       cast(null as int) as student_count,
       cast(null as decimal(10, 4)) as mean_score,
       cast(null as decimal(10, 4)) as median_score,
       cast(null as decimal(10, 4)) as std_deviation,
       cast(null as decimal(7, 4)) as pct_below_standard,
       cast(null as decimal(7, 4)) as pct_approaching_standard,
       cast(null as decimal(7, 4)) as pct_meets_standard,
       cast(null as decimal(7, 4)) as pct_exceeds_standard,
       cast(null as decimal(7, 4)) as mean_percentile_rank,
       cast(null as decimal(7, 4)) as mean_growth_percentile,
       cast(null as bigint) as comparison_standard_id,
       cast(null as double) as effect_size_vs_standard,
       cast(null as double) as p_value_vs_standard,
       cast(null as date) as computed_at
from engine.run
where 1 = 0
