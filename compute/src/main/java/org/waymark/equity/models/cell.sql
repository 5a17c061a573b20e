-- One row per measure and combination of school, grade and groups: how many students, the sum of their values and of
-- the squares. Every gap, interval and adjusted gap is computed from these sums; no student is needed again.
-- A score that the norm does not reach has no value: it is counted as unmeasured, not as 0.
-- A student who moved counts once in the district, by all schools together, and at each school by its own days.
with observation as (
  select student_key, school_key, grade_level, school_year, season, subject, platform, 'score' as measure,
         standard_score as value, true as in_district, true as in_school
  from equity.score
  union all
  select student_key, school_key, grade_level, school_year, season, subject, platform, 'proficient',
         case when proficiency_level in ('meets', 'exceeds') then 1.0 else 0.0 end, true, true
  from equity.score
  where proficiency_level is not null
  union all
  select student_key, school_key, grade_level, school_year, season, subject, platform, 'growth', cast(sgp as double), true, true
  from growth.student_growth
  where sgp is not null
  union all
  select student_year.student_key, own.school_key, own.grade_level, student_year.school_year, 'year', 'all', 'all', 'attendance_rate',
         student_year.attendance_rate, true, false
  from attendance.student_year
  join equity.student_year as own on own.student_key = student_year.student_key and own.school_year = student_year.school_year
  where student_year.attendance_rate is not null
  union all
  select student_year.student_key, own.school_key, own.grade_level, student_year.school_year, 'year', 'all', 'all', 'chronic_absence',
         case when student_year.is_chronic then 1.0 else 0.0 end, true, false
  from attendance.student_year
  join equity.student_year as own on own.student_key = student_year.student_key and own.school_year = student_year.school_year
  where student_year.is_chronic is not null
  union all
  select school_attributed.student_key, school_attributed.school_key, own.grade_level, school_attributed.school_year, 'year', 'all', 'all',
         'attendance_rate', school_attributed.attendance_rate, false, true
  from attendance.school_attributed
  join equity.student_year as own on own.student_key = school_attributed.student_key and own.school_year = school_attributed.school_year
  where school_attributed.attendance_rate is not null
  union all
  select school_attributed.student_key, school_attributed.school_key, own.grade_level, school_attributed.school_year, 'year', 'all', 'all',
         'chronic_absence', case when school_attributed.is_chronic then 1.0 else 0.0 end, false, true
  from attendance.school_attributed
  join equity.student_year as own on own.student_key = school_attributed.student_key and own.school_year = school_attributed.school_year
  where school_attributed.is_chronic is not null
  union all
  select student_year.student_key, own.school_key, own.grade_level, student_year.school_year, 'year', 'all', 'all', 'course_completion',
         cast(student_year.courses_completed as double) / student_year.courses_attempted, true, true
  from grading.student_year
  join equity.student_year as own on own.student_key = student_year.student_key and own.school_year = student_year.school_year
  where student_year.courses_attempted > 0
  union all
  select own.student_key, own.school_key, own.grade_level, own.school_year, 'year', 'all', 'all', 'suspended',
         case when suspension.student_key is not null then 1.0 else 0.0 end, true, true
  from equity.student_year as own
  join (
    select distinct year(occurred_on) + case when month(occurred_on) >= 7 then 1 else 0 end as school_year
    from warehouse.incident
  ) as reported on reported.school_year = own.school_year
  left join (
    select distinct student_key, year(occurred_on) + case when month(occurred_on) >= 7 then 1 else 0 end as school_year
    from warehouse.incident
    where is_suspension
  ) as suspension on suspension.student_key = own.student_key and suspension.school_year = own.school_year
)
select observation.school_year, observation.season, observation.subject, observation.platform, observation.measure,
       observation.in_district, observation.in_school, observation.school_key,
       coalesce(observation.grade_level, 'unknown') as grade_level,
       own.is_ell, own.is_sped, own.is_504, own.is_frl, own.race_ethnicity,
       cast(count(observation.value) as bigint) as students,
       cast(count(*) - count(observation.value) as bigint) as unmeasured,
       coalesce(cast(sum(cast(observation.value as decimal(18, 9))) as double), 0) as total,
       coalesce(cast(sum(cast(observation.value * observation.value as decimal(18, 9))) as double), 0) as squares
from observation
join equity.student_year as own
  on own.student_key = observation.student_key and own.school_year = observation.school_year
group by observation.school_year, observation.season, observation.subject, observation.platform, observation.measure,
         observation.in_district, observation.in_school, observation.school_key, coalesce(observation.grade_level, 'unknown'),
         own.is_ell, own.is_sped, own.is_504, own.is_frl, own.race_ethnicity
