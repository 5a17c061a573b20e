-- One row per day on which the district is looked at with the knowledge of that day: the run's own day, the same weekday of each
-- week before it in this school year, and, to learn from, the middle and the end of every grading period whose next one is finished.
-- What is foretold is the target: the grading period after the one in which the day lies.
with learning as (
  select grading_period.ends_on as as_of_on, 'end' as position, grading_period.period_number
  from risk.grading_period
  join risk.grading_period as next_period on next_period.period_number = grading_period.period_number + 1
  where next_period.is_finished and grading_period.is_finished
  union all
  select add_days(grading_period.starts_on, cast(days_between(grading_period.starts_on, grading_period.ends_on) / 2 as int)), 'middle',
         grading_period.period_number
  from risk.grading_period
  join risk.grading_period as next_period on next_period.period_number = grading_period.period_number + 1
  where next_period.is_finished and grading_period.is_finished
),
week as (
  select add_days(run.as_of_on, -7 * back.n) as as_of_on, back.n = 0 as is_today
  from engine.run
  cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20),
                     (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31), (32), (33), (34), (35), (36), (37), (38), (39),
                     (40), (41), (42), (43), (44)) as back (n)
  join warehouse.school_year on school_year.is_current
  where back.n = 0 or add_days(run.as_of_on, -7 * back.n) >= school_year.starts_on
),
looked as (
  select coalesce(week.as_of_on, learning.as_of_on) as as_of_on, learning.position, week.as_of_on is not null as is_week, coalesce(week.is_today, false) as is_today
  from week
  full outer join learning on learning.as_of_on = week.as_of_on
),
placed as (
  select looked.as_of_on, max(looked.position) as position, bool_or(looked.is_week) as is_week, bool_or(looked.is_today) as is_today,
         max(grading_period.period_number) as period_number
  from looked
  left join risk.grading_period on grading_period.starts_on <= looked.as_of_on
  group by looked.as_of_on
)
select placed.as_of_on,
       year(placed.as_of_on) + case when month(placed.as_of_on) >= 7 then 1 else 0 end as school_year,
       placed.position, placed.position is not null as is_learning, placed.is_week, placed.is_today,
       placed.period_number,
       next_period.period_number as target_number,
       next_period.name as target_name,
       this_period.starts_on as period_starts_on,
       cast(days_between(this_period.starts_on, placed.as_of_on) as int) as days_into_period,
       this_period.is_last_of_year as is_last_of_year
from placed
left join risk.grading_period as this_period on this_period.period_number = placed.period_number
left join risk.grading_period as next_period on next_period.period_number = placed.period_number + 1
