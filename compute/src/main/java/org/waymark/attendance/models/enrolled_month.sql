-- One row per student, school and month of enrollment: the school days on which the student was enrolled,
-- up to the last day for which the school has submitted attendance.
select enrollment.student_key, enrollment.school_key, school_month.month_on, school_month.school_year,
       bit_or(school_month.instructional_days & school_month.reported_days
         & case when enrollment.starts_on > school_month.month_on then days_from(day(enrollment.starts_on)) else days_from(1) end
         & case when month_of(coalesce(enrollment.ends_on, run.as_of_on)) = school_month.month_on
                then days_through(day(coalesce(enrollment.ends_on, run.as_of_on))) else days_from(1) end) as enrolled_days
from warehouse.enrollment
cross join engine.run
join attendance.school_month
  on school_month.school_key = enrollment.school_key
 and school_month.month_on >= month_of(enrollment.starts_on)
 and school_month.month_on <= month_of(coalesce(enrollment.ends_on, run.as_of_on))
 and school_month.month_on <= run.as_of_on
group by enrollment.student_key, enrollment.school_key, school_month.month_on, school_month.school_year
