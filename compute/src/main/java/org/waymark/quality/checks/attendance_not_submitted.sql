with school_day as (
  select school_month.school_key, add_days(school_month.month_on, day_of_month.n - 1) as day_on
  from attendance.school_month
  cross join range(1, 32) as day_of_month (n)
  where has_day(school_month.instructional_days & school_month.reported_days, day_of_month.n)
    and not has_day(school_month.submitted_days, day_of_month.n)
)
select coalesce(school.school_code, school.source_id) as subject, cast(school_day.day_on as varchar) as detail
from school_day
join warehouse.school on school.school_key = school_day.school_key
cross join engine.run
where school_day.day_on <= run.as_of_on
