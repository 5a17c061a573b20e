-- One row per student and day of risk.as_of on which the student was enrolled; of two schools the one entered last.
with stay as (
  select enrollment.student_key, as_of.as_of_on, as_of.school_year, enrollment.school_key, enrollment.grade_level,
         row_number() over (partition by enrollment.student_key, as_of.as_of_on order by enrollment.starts_on desc, enrollment.school_key) as nth
  from risk.as_of
  join warehouse.enrollment
    on enrollment.starts_on <= as_of.as_of_on
   and (enrollment.ends_on is null or enrollment.ends_on >= as_of.as_of_on)
)
select student_key, as_of_on, school_year, school_key, grade_level
from stay
where nth = 1
