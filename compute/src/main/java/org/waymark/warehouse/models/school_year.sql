-- One row per school year that any calendar, session or enrollment names.
-- Without dates of its own a year runs from July 1 to June 30.
with named as (
  select school_year, starts_on, ends_on from sources.academic_session
  where type = 'schoolYear' and school_year is not null
  union all
  select school_year, min(day_on), max(day_on) from sources.calendar_day
  where is_instructional and school_year is not null
  group by school_year
  union all
  select distinct school_year, cast(null as date), cast(null as date) from sources.school_enrollment
  where school_year is not null
  union all
  select run.school_year, cast(null as date), cast(null as date) from engine.run
)
select named.school_year,
       concat(cast(named.school_year - 1 as varchar(4)), '-', cast(named.school_year as varchar(4))) as label,
       coalesce(min(named.starts_on), cast(concat(cast(named.school_year - 1 as varchar(4)), '-07-01') as date)) as starts_on,
       coalesce(max(named.ends_on), cast(concat(cast(named.school_year as varchar(4)), '-06-30') as date)) as ends_on,
       named.school_year = run.school_year as is_current
from named
cross join engine.run
where named.school_year is not null
group by named.school_year, run.school_year
