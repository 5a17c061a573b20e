-- One row per finding. The shape is published; no run fills it yet.
select cast(null as bigint) as insight_id,
       cast(null as bigint) as cohort_id,
       cast(null as varchar(50)) as insight_type,
       cast(null as varchar(20)) as severity,
       cast(null as varchar(300)) as title,
       cast(null as varchar(8000)) as body,
       cast(null as varchar(8000)) as data_context,
       cast(null as varchar(50)) as generated_by,
       cast(null as varchar(9)) as school_year,
       cast(null as varchar(10)) as season,
       cast(null as boolean) as is_active,
       cast(null as date) as created_at
from engine.run
where 1 = 0
