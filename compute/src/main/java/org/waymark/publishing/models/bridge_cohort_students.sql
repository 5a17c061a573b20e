-- One row per student in a cohort. The shape is published; no run fills it yet.
select cast(null as bigint) as cohort_id,
       cast(null as bigint) as student_id
from engine.run
where 1 = 0
