-- One row per school and month: the days with school, the days for which attendance came in, and the last such day.
-- Without a calendar file, a day on which the school submitted anything is a school day.
with submitted as (
  select school_key, month_on, bit_or(submitted_days) as submitted_days from attendance.student_month
  group by school_key, month_on
),
calendar as (
  select stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, calendar_day.school_id)) as school_key,
         month_of(calendar_day.day_on) as month_on,
         bit_or(case when calendar_day.is_instructional then day_bit(calendar_day.day_on) else 0 end) as instructional_days
  from sources.calendar_day
  cross join engine.run
  left join sources.school_identifier on school_identifier.id_value = calendar_day.school_id
  group by stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, calendar_day.school_id)), month_of(calendar_day.day_on)
),
last_submitted as (
  select school_key, max(month_on) as month_on from submitted group by school_key
)
select coalesce(calendar.school_key, submitted.school_key) as school_key,
       coalesce(calendar.month_on, submitted.month_on) as month_on,
       year(coalesce(calendar.month_on, submitted.month_on))
         + case when month(coalesce(calendar.month_on, submitted.month_on)) >= 7 then 1 else 0 end as school_year,
       coalesce(calendar.instructional_days, submitted.submitted_days) as instructional_days,
       coalesce(submitted.submitted_days, 0) as submitted_days,
       case
         when last_submitted.month_on is null then 0
         when coalesce(calendar.month_on, submitted.month_on) < last_submitted.month_on then days_from(1)
         when coalesce(calendar.month_on, submitted.month_on) = last_submitted.month_on then days_through(highest_day(submitted.submitted_days))
         else 0
       end as reported_days
from calendar
full outer join submitted on submitted.school_key = calendar.school_key and submitted.month_on = calendar.month_on
left join last_submitted on last_submitted.school_key = coalesce(calendar.school_key, submitted.school_key)
