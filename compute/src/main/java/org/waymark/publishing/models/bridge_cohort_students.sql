-- One row per student in a cohort that is large enough to be shown, with the first and last day in it.
select cohort_key as cohort_id, student_key as student_id,
       min(starts_on) as starts_on,
       case when count(*) = count(ends_on) then max(ends_on) end as ends_on
from cohorts.membership
group by cohort_key, student_key
