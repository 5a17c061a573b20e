-- One row per student, year and subject with a fall and a spring score on the same test, in standard deviations, and
-- what other scores said of the student before: the other subjects this fall, both last spring. A test with a norm
-- goes before one without. Who missed one of the two windows has no change.
with both_windows as (
  select fall.student_key, fall.school_year, fall.subject, fall.platform, fall.grade_level, fall.yardstick,
         fall.standard_score as fall_score, spring.standard_score as spring_score,
         row_number() over (partition by fall.student_key, fall.school_year, fall.subject order by fall.yardstick desc, fall.platform) as nth
  from equity.score as fall
  join equity.score as spring
    on spring.student_key = fall.student_key and spring.school_year = fall.school_year and spring.subject = fall.subject
   and spring.platform = fall.platform and spring.season = 'spring'
  where fall.season = 'fall' and fall.standard_score is not null and spring.standard_score is not null
),
pair as (
  select student_key, school_year, subject, platform, grade_level, yardstick, fall_score, spring_score
  from both_windows
  where nth = 1
),
known as (
  select pair.student_key, pair.school_year, pair.subject,
         case when score.season = 'fall' then 'other_fall'
              when score.subject = pair.subject then 'last_spring' else 'other_spring' end as kind,
         cast(score.standard_score as decimal(18, 9)) as standard_score
  from pair
  join equity.score
    on score.student_key = pair.student_key
   and ((score.school_year = pair.school_year and score.season = 'fall' and score.subject <> pair.subject)
        or (score.school_year = pair.school_year - 1 and score.season = 'spring'))
  where score.standard_score is not null
),
before as (
  select student_key, school_year, subject,
         cast(sum(case when kind = 'other_fall' then standard_score end) as double)
           / nullif(sum(case when kind = 'other_fall' then 1 else 0 end), 0) as other_fall_score,
         cast(sum(case when kind = 'last_spring' then standard_score end) as double)
           / nullif(sum(case when kind = 'last_spring' then 1 else 0 end), 0) as last_spring_score,
         cast(sum(case when kind = 'other_spring' then standard_score end) as double)
           / nullif(sum(case when kind = 'other_spring' then 1 else 0 end), 0) as other_spring_score
  from known
  group by student_key, school_year, subject
)
select pair.student_key, pair.school_year, pair.subject, pair.platform, pair.grade_level, pair.yardstick,
       pair.fall_score, pair.spring_score, before.other_fall_score, before.last_spring_score, before.other_spring_score,
       student_year.is_ell, student_year.is_sped, student_year.is_frl
from pair
join equity.student_year
  on student_year.student_key = pair.student_key and student_year.school_year = pair.school_year
left join before
  on before.student_key = pair.student_key and before.school_year = pair.school_year and before.subject = pair.subject
