-- One row per cohort beside last year's. The shape is published; no run fills it yet.
select cast(null as bigint) as comparison_id,
       cast(null as varchar(200)) as current_cohort,
       cast(null as varchar(9)) as current_year,
       cast(null as varchar(200)) as prior_cohort,
       cast(null as varchar(9)) as prior_year,
       cast(null as varchar(5)) as grade_level,
       cast(null as varchar(50)) as subject,
       cast(null as varchar(10)) as season,
       cast(null as decimal(10, 4)) as current_mean,
       cast(null as decimal(10, 4)) as prior_mean,
       cast(null as decimal(10, 4)) as mean_diff,
       cast(null as double) as effect_size,
       cast(null as double) as p_value,
       cast(null as boolean) as is_significant,
       cast(null as varchar(20)) as direction,
       cast(null as varchar(4000)) as narrative,
       cast(null as bigint) as school_id
from engine.run
where 1 = 0
