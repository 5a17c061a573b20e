-- One row per pair of cohorts compared. The shape is published; no run fills it yet.
select cast(null as bigint) as comparison_id,
       cast(null as bigint) as cohort_a_id,
       cast(null as bigint) as cohort_b_id,
       cast(null as varchar(50)) as subject,
       cast(null as varchar(10)) as season,
       cast(null as decimal(10, 4)) as mean_diff,
       cast(null as double) as effect_size,
       cast(null as double) as p_value,
       cast(null as boolean) as is_significant,
       cast(null as varchar(20)) as direction,
       cast(null as varchar(4000)) as narrative,
       cast(null as date) as computed_at
from engine.run
where 1 = 0
