-- One row per year, outcome and race or ethnicity: children to whom it happened, of how many.
-- Identification is asked of all students, removal of children with disabilities (34 CFR 300.647(b)(3), (4)) and, for
-- the district's own eyes, of all students. Who has no race or ethnicity on record is in no group.
with child as (
  select student_year.student_key, student_year.school_year, student_year.race_ethnicity, student_year.is_sped
  from equity.student_year
  where student_year.race_ethnicity in ('american_indian', 'asian', 'black', 'hispanic', 'pacific_islander', 'two_or_more', 'white')
),
removed as (
  select student_key, year(occurred_on) + case when month(occurred_on) >= 7 then 1 else 0 end as school_year,
         sum(case when action in ('out_of_school_suspension', 'expulsion') then cast(days as decimal(9, 3)) end) as out_days,
         sum(case when action = 'in_school_suspension' then cast(days as decimal(9, 3)) end) as in_days
  from warehouse.incident
  where is_suspension
  group by student_key, year(occurred_on) + case when month(occurred_on) >= 7 then 1 else 0 end
),
reported as (
  select distinct year(occurred_on) + case when month(occurred_on) >= 7 then 1 else 0 end as school_year
  from warehouse.incident
),
counted as (
  select child.*, reported.school_year is not null as has_discipline, removed.student_key is not null as was_removed,
         removed.out_days, removed.in_days
  from child
  left join reported on reported.school_year = child.school_year
  left join removed on removed.student_key = child.student_key and removed.school_year = child.school_year
),
asked as (
  select school_year, 'identified' as outcome, 'students' as population, race_ethnicity, is_sped as happened
  from counted where is_sped is not null
  union all
  select school_year, 'out_of_school_to_10', 'disability', race_ethnicity, coalesce(out_days > 0 and out_days <= 10, false)
  from counted where is_sped and has_discipline
  union all
  select school_year, 'out_of_school_over_10', 'disability', race_ethnicity, coalesce(out_days > 10, false)
  from counted where is_sped and has_discipline
  union all
  select school_year, 'in_school_to_10', 'disability', race_ethnicity, coalesce(in_days > 0 and in_days <= 10, false)
  from counted where is_sped and has_discipline
  union all
  select school_year, 'in_school_over_10', 'disability', race_ethnicity, coalesce(in_days > 10, false)
  from counted where is_sped and has_discipline
  union all
  select school_year, 'removed', 'disability', race_ethnicity, was_removed
  from counted where is_sped and has_discipline
  union all
  select school_year, 'removed', 'students', race_ethnicity, was_removed
  from counted where has_discipline
)
select school_year, outcome, population, race_ethnicity,
       cast(sum(case when happened then 1 else 0 end) as bigint) as cases,
       cast(count(*) as bigint) as children
from asked
group by school_year, outcome, population, race_ethnicity
