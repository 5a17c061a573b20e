-- One row per student and standard assessed this school year: the newest score, mastered or not yet.
-- A standard assessed in parts counts as the mean of the newest score of each part; several scores of one day as their
-- mean. A student without a row was not assessed: unknown, not below.
with scored as (
  select standard_score.student_key, written_code.standard_code, coalesce(written_code.part, '') as part,
         standard_score.assessed_on, avg(standard_score.score) as score
  from assessment.standard_score
  join engine.run on run.school_year = standard_score.school_year
  join gaps.written_code on written_code.written_code = standard_score.standard_code
   and written_code.subject is not distinct from standard_score.subject
   and written_code.grade_level is not distinct from standard_score.grade_level
  where standard_score.score is not null
  group by standard_score.student_key, written_code.standard_code, coalesce(written_code.part, ''), standard_score.assessed_on
),
newest as (
  select scored.*, row_number() over (partition by student_key, standard_code, part order by assessed_on desc) as back
  from scored
),
standing as (
  select student_key, standard_code, avg(score) as score, max(assessed_on) as assessed_on
  from newest
  where back = 1
  group by student_key, standard_code
)
select standing.student_key, known_standard.area, standing.standard_code, round(standing.score, 6) as score,
       standing.assessed_on, round(standing.score, 6) >= run.mastery_score as is_mastered
from standing
cross join engine.run
join gaps.known_standard on known_standard.standard_code = standing.standard_code
