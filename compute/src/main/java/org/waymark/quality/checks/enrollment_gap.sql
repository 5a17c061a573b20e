-- More than ten school days between two stays of one school year.
with stay as (
  select student_key, school_key, school_year, ends_on, lead(starts_on) over (partition by student_key, school_year order by starts_on) as next_starts_on
  from warehouse.enrollment
)
select student.sis_id as subject, concat('no school from ', add_days(stay.ends_on, 1), ' to ', add_days(stay.next_starts_on, -1)) as detail
from stay
join warehouse.student on student.student_key = stay.student_key
where days_between(stay.ends_on, stay.next_starts_on) > 21
