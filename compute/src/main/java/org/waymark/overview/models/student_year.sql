-- One row per student, school and year of enrollment, with the figures that schools are summed from.
-- A student who moved is in both schools, with the days of each; attendance is the school-attributed figure.
with stay as (
  select student_key, school_key, school_year, max(grade_level) as grade_level, max(starts_on) as starts_on,
         row_number() over (partition by student_key, school_year order by max(starts_on) desc, school_key) as nth
  from warehouse.enrollment
  group by student_key, school_key, school_year
)
select stay.student_key, stay.school_key, stay.school_year, coalesce(stay.grade_level, 'unknown') as grade_level,
       school_attributed.enrolled_days, school_attributed.absent_days, school_attributed.is_chronic,
       case when stay.nth = 1 then student_year.gpa end as gpa,
       case when stay.nth = 1 then student_year.courses_attempted end as courses_attempted,
       case when stay.nth = 1 then student_year.courses_completed end as courses_completed,
       case when stay.school_year = run.school_year then indicator.tier end as tier
from stay
cross join engine.run
left join attendance.school_attributed
  on school_attributed.student_key = stay.student_key and school_attributed.school_key = stay.school_key
 and school_attributed.school_year = stay.school_year
left join grading.student_year
  on student_year.student_key = stay.student_key and student_year.school_year = stay.school_year
left join risk.indicator on indicator.student_key = stay.student_key and indicator.school_key = stay.school_key
