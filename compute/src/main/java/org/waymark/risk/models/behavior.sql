-- One row per student with an incident in the last school days that count (45 by default), by the school's own calendar.
with school_day as (
  select school_month.school_key, add_days(school_month.month_on, day_of_month.n - 1) as day_on
  from attendance.school_month
  cross join (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18),
                     (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31)) as day_of_month (n)
  cross join engine.run
  where has_day(school_month.instructional_days, day_of_month.n)
    and school_month.month_on > add_days(run.as_of_on, -400)
),
counted as (
  select school_day.school_key, school_day.day_on,
         row_number() over (partition by school_day.school_key order by school_day.day_on desc) as days_back
  from school_day
  cross join engine.run
  where school_day.day_on <= run.as_of_on
),
window_start as (
  select counted.school_key, min(counted.day_on) as starts_on
  from counted
  cross join engine.run
  where counted.days_back <= run.behavior_days
  group by counted.school_key
)
select incident.student_key,
       cast(count(*) as int) as incidents,
       cast(sum(case when incident.is_suspension then 1 else 0 end) as int) as suspensions,
       max(incident.occurred_on) as latest_on
from warehouse.incident
cross join engine.run
left join window_start on window_start.school_key = incident.school_key
where incident.occurred_on >= coalesce(window_start.starts_on, add_days(run.as_of_on, -63))
group by incident.student_key
