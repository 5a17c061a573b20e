-- One row per way of writing a shipped standard, in capitals and without the signs between:
-- 3OAA1 (3.OA.A.1), 3OA1 (3.OA.1), RL31 (RL.3.1), 3RL1 (3.RL.1), RL91 and RL101 (RL.9-10.1), AREI3 (A-REI.3).
-- grade_level is given where the writing leaves the grade out: RL1 of a grade-3 file.
with grades as (
  select standard.standard_code, standard.domain_code, standard.standard_number, standard.subject,
         translate(standard.standard_code, '.-', '') as whole,
         translate(standard.domain_code, '-', '') as domain,
         grade_level.grade_level, standard.grade_level = standard.last_grade_level as is_one_grade
  from gaps.standard
  join warehouse.grade_level as first_grade on first_grade.grade_level = standard.grade_level
  join warehouse.grade_level as last_grade on last_grade.grade_level = standard.last_grade_level
  join warehouse.grade_level on grade_level.grade_order between first_grade.grade_order and last_grade.grade_order
),
written as (
  select whole as alias, cast(null as varchar(10)) as grade_level, standard_code from grades
  union
  select concat(case when is_one_grade then grade_level else '' end, domain, cast(standard_number as varchar(4))),
         cast(null as varchar(10)), standard_code
  from grades where subject = 'math'
  union
  select concat(domain, grade_level, cast(standard_number as varchar(4))), cast(null as varchar(10)), standard_code
  from grades where subject <> 'math'
  union
  select concat(grade_level, domain, cast(standard_number as varchar(4))), cast(null as varchar(10)), standard_code
  from grades where subject <> 'math'
  union
  select concat(domain, cast(standard_number as varchar(4))), grade_level, standard_code
  from grades where subject <> 'math' or is_one_grade
)
select alias, grade_level, standard_code from written
