-- One row per school and year: students enrolled per full-time classroom teacher.
-- Students are those enrolled on the run's day, for past years those of the last enrolled day.
with fte as (
  select coalesce(school_identifier.school_source_id, staff_assignment.school_id) as school_id, staff_assignment.school_year,
         cast(sum(cast(staff_assignment.fte as decimal(8, 3))) as double) as fte
  from sources.staff_assignment
  left join sources.school_identifier on school_identifier.id_value = staff_assignment.school_id
  where staff_assignment.position = 'classroom_teacher'
  group by coalesce(school_identifier.school_source_id, staff_assignment.school_id), staff_assignment.school_year
),
last_day as (
  select enrollment.school_year,
         case when enrollment.school_year = run.school_year then run.as_of_on else max(coalesce(enrollment.ends_on, enrollment.starts_on)) end as counted_on
  from warehouse.enrollment
  cross join engine.run
  group by enrollment.school_year, run.school_year, run.as_of_on
),
enrolled as (
  select enrollment.school_key, enrollment.school_year, count(distinct enrollment.student_key) as students
  from warehouse.enrollment
  join last_day on last_day.school_year = enrollment.school_year
  where enrollment.starts_on <= last_day.counted_on and (enrollment.ends_on is null or enrollment.ends_on >= last_day.counted_on)
  group by enrollment.school_key, enrollment.school_year
)
select enrolled.school_key, enrolled.school_year, cast(enrolled.students as int) as enrolled,
       fte.fte as classroom_teacher_fte,
       case when fte.fte > 0 then enrolled.students / fte.fte end as student_teacher_ratio,
       case
         when fte.fte is null then 'no staff assignments of classroom teachers were given for this school and year'
         when fte.fte = 0 then 'the classroom teachers of this school add up to no FTE'
       end as reason
from enrolled
cross join engine.run
join warehouse.school on school.school_key = enrolled.school_key
left join fte on fte.school_id = school.source_id and fte.school_year = enrolled.school_year
