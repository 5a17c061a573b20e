-- One row per school, grade, group and month: days enrolled and days absent, for the trend.
with grade as (
  select student_key, school_key, school_year, max(grade_level) as grade_level
  from warehouse.enrollment
  group by student_key, school_key, school_year
)
select student_month.school_key,
       coalesce(grade.grade_level, 'unknown') as grade_level,
       student_subgroup.subgroup,
       student_month.school_year,
       student_month.month_on,
       cast(count(*) as int) as students,
       cast(sum(bit_count(student_month.submitted_days)) as bigint) as enrolled_days,
       cast(sum(student_month.absent_days) as decimal(12, 3)) as absent_days
from attendance.student_month
join warehouse.student_subgroup on student_subgroup.student_key = student_month.student_key
left join grade
  on grade.student_key = student_month.student_key and grade.school_key = student_month.school_key
 and grade.school_year = student_month.school_year
group by student_month.school_key, coalesce(grade.grade_level, 'unknown'), student_subgroup.subgroup, student_month.school_year, student_month.month_on
