-- One row per school and day of risk.as_of: where the last school days begin in which referrals count (45 by default), by the school's calendar.
with school_day as (
  select school_month.school_key, add_days(school_month.month_on, day_of_month.n - 1) as day_on
  from attendance.school_month
  cross join (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18),
                     (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31)) as day_of_month (n)
  where has_day(school_month.instructional_days, day_of_month.n)
),
counted as (
  select school_key, day_on, row_number() over (partition by school_key order by day_on) as nth
  from school_day
),
reached as (
  select counted.school_key, as_of.as_of_on, max(counted.nth) as nth
  from risk.as_of
  join counted on counted.day_on <= as_of.as_of_on and counted.day_on > add_days(as_of.as_of_on, -400)
  group by counted.school_key, as_of.as_of_on
)
select reached.school_key, reached.as_of_on, min(counted.day_on) as starts_on
from reached
cross join engine.run
join counted on counted.school_key = reached.school_key and counted.nth > reached.nth - run.behavior_days and counted.nth <= reached.nth
 and counted.day_on > add_days(reached.as_of_on, -400)
group by reached.school_key, reached.as_of_on
