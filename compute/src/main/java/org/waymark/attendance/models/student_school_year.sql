-- One row per student, school and year: the school-attributed figure (as in EDFacts FS195: a mover may count twice).
-- Only days with submitted attendance are counted; a day without is unknown, not present.
with counted as (
  select coalesce(enrolled_month.student_key, student_month.student_key) as student_key,
         coalesce(enrolled_month.school_key, student_month.school_key) as school_key,
         coalesce(enrolled_month.school_year, student_month.school_year) as school_year,
         coalesce(bit_count(student_month.submitted_days), 0) as submitted,
         coalesce(student_month.absent_days, 0) as absent_days,
         coalesce(bit_count(student_month.tardy_days), 0) as tardy_days,
         coalesce(bit_count(enrolled_month.enrolled_days
             - (enrolled_month.enrolled_days & coalesce(student_month.submitted_days, 0))), 0) as unknown_days
  from attendance.enrolled_month
  full outer join attendance.student_month
    on student_month.student_key = enrolled_month.student_key
   and student_month.school_key = enrolled_month.school_key
   and student_month.month_on = enrolled_month.month_on
)
select student_key, school_key, school_year,
       cast(sum(submitted) as int) as enrolled_days,
       cast(sum(absent_days) as decimal(9, 3)) as absent_days,
       cast(sum(tardy_days) as int) as tardy_days,
       cast(sum(unknown_days) as int) as unknown_days
from counted
group by student_key, school_key, school_year
