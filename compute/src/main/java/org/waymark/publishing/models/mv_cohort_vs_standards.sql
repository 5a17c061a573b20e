-- One row per cohort beside its norm. The shape is published; no run fills it yet.
select cast(null as varchar(200)) as cohort_name,
       cast(null as varchar(9)) as school_year,
       cast(null as varchar(5)) as grade_level,
       cast(null as varchar(200)) as school_name,
       cast(null as varchar(50)) as subject,
       cast(null as varchar(10)) as season,
       cast(null as int) as student_count,
       cast(null as decimal(10, 4)) as mean_score,
       cast(null as decimal(10, 4)) as median_score,
       cast(null as decimal(7, 4)) as mean_percentile_rank,
       cast(null as decimal(7, 4)) as pct_proficient,
       cast(null as decimal(8, 2)) as standard_median,
       cast(null as decimal(10, 4)) as diff_from_standard,
       cast(null as double) as effect_size_vs_standard,
       cast(null as double) as p_value_vs_standard,
       cast(null as varchar(20)) as performance_category,
       cast(null as bigint) as school_id
from engine.run
where 1 = 0
