-- One row per school, grade (and 'all'), group and year: numerators beside denominators, never a bare rate.
with tall as (
  select student_key, school_key, school_year, grade_level, enrolled_days, absent_days, is_chronic, gpa, courses_attempted, courses_completed, tier
  from overview.student_year
  union all
  select student_key, school_key, school_year, 'all', enrolled_days, absent_days, is_chronic, gpa, courses_attempted, courses_completed, tier
  from overview.student_year
)
select tall.school_key, tall.grade_level, student_subgroup.subgroup, tall.school_year,
       cast(count(*) as int) as students,
       cast(sum(case when tall.is_chronic then 1 else 0 end) as int) as chronic_students,
       cast(count(tall.is_chronic) as int) as chronic_of,
       cast(sum(tall.enrolled_days) as bigint) as enrolled_days,
       cast(sum(tall.absent_days) as decimal(12, 3)) as absent_days,
       cast(sum(cast(tall.gpa as decimal(9, 6))) as double) / nullif(count(tall.gpa), 0) as mean_gpa,
       cast(count(tall.gpa) as int) as gpa_students,
       cast(sum(tall.courses_completed) as bigint) as courses_completed,
       cast(sum(tall.courses_attempted) as bigint) as courses_attempted,
       cast(sum(case when tall.tier = 'low' then 1 else 0 end) as int) as tier_low,
       cast(sum(case when tall.tier = 'some' then 1 else 0 end) as int) as tier_some,
       cast(sum(case when tall.tier = 'at_risk' then 1 else 0 end) as int) as tier_at_risk,
       cast(sum(case when tall.tier = 'high' then 1 else 0 end) as int) as tier_high,
       cast(sum(case when tall.tier = 'unknown' then 1 else 0 end) as int) as tier_unknown
from tall
join warehouse.student_subgroup on student_subgroup.student_key = tall.student_key
group by tall.school_key, tall.grade_level, student_subgroup.subgroup, tall.school_year
