-- One row per school and each of its next ten school days after the run's day: holidays are skipped.
-- A school without a calendar has weekdays, and says so; one whose calendar has ended has none.
with calendar as (
  select distinct stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, calendar_day.school_id)) as school_key,
         calendar_day.day_on, calendar_day.is_instructional
  from sources.calendar_day
  cross join engine.run
  left join sources.school_identifier on school_identifier.id_value = calendar_day.school_id
  where calendar_day.school_year is null or calendar_day.school_year >= run.school_year
),
weekday as (
  select school.school_key, add_days(run.as_of_on, ahead.n) as day_on
  from warehouse.school
  cross join engine.run
  cross join (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14)) as ahead (n)
  where not exists (select 1 from calendar where calendar.school_key = school.school_key)
    and days_between(cast('2001-01-01' as date), add_days(run.as_of_on, ahead.n)) % 7 < 5
),
ahead as (
  select calendar.school_key, calendar.day_on, 'calendar' as basis
  from calendar
  cross join engine.run
  where calendar.day_on > run.as_of_on
  group by calendar.school_key, calendar.day_on
  having bool_or(calendar.is_instructional)
  union all
  select school_key, day_on, 'weekdays' from weekday
),
numbered as (
  select ahead.*, row_number() over (partition by school_key order by day_on) as day_number from ahead
)
select school_key, cast(day_number as int) as day_number, day_on, basis from numbered where day_number <= 10
