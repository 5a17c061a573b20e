-- One row per cohort. The shape is published; no run fills it yet.
select cast(null as bigint) as cohort_id,
       cast(null as varchar(200)) as cohort_name,
       cast(null as varchar(50)) as cohort_type,
       cast(null as varchar(9)) as school_year,
       cast(null as varchar(5)) as grade_level,
       cast(null as bigint) as school_id,
       cast(null as varchar(1000)) as filter_criteria,
       cast(null as int) as student_count,
       cast(null as date) as created_at
from engine.run
where 1 = 0
