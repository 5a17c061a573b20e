-- One row per student, test and window, with what the school could not choose: the score of last spring in the same
-- subject and in others, the groups, the grade. Spring windows, and all of the current year. Who was enrolled at no
-- school on the day of the test is at none.
with known as (
  select score.student_key, score.school_year + 1 as school_year, score.subject,
         cast(sum(cast(score.standard_score as decimal(18, 9))) as double) / count(*) as standard_score
  from equity.score
  where score.season = 'spring' and score.standard_score is not null
  group by score.student_key, score.school_year, score.subject
),
other as (
  select score.student_key, score.school_year, score.season, score.subject, score.platform,
         cast(sum(cast(known.standard_score as decimal(18, 9))) as double) / count(*) as standard_score
  from equity.score
  join known
    on known.student_key = score.student_key and known.school_year = score.school_year and known.subject <> score.subject
  group by score.student_key, score.school_year, score.season, score.subject, score.platform
)
select score.student_key, score.school_key, score.school_year, score.season, score.subject, score.platform,
       score.grade_level, score.standard_score, known.standard_score as last_score, other.standard_score as other_last_score,
       student_year.is_ell, student_year.is_sped, student_year.is_504, student_year.is_frl
from equity.score
cross join engine.run
join equity.student_year
  on student_year.student_key = score.student_key and student_year.school_year = score.school_year
left join known
  on known.student_key = score.student_key and known.school_year = score.school_year and known.subject = score.subject
left join other
  on other.student_key = score.student_key and other.school_year = score.school_year and other.season = score.season
 and other.subject = score.subject and other.platform = score.platform
where score.standard_score is not null and score.school_key is not null and score.grade_level is not null
  and (score.season = 'spring' or score.school_year = run.school_year)
