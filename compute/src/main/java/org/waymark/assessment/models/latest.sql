-- One row per student and subject: the newest valid score of the last 365 days that has a national percentile.
-- Achievement is falling when the score itself is lower than the one before on the same scale: a percentile
-- that slips while the score rises is slow growth, which the growth percentile already says.
with valid as (
  select result.student_key, result.subject, result.platform, result.tested_on, result.score, result.percentile, result.growth_percentile,
         row_number() over (partition by result.student_key, result.subject order by result.tested_on desc, result.platform, result.test_id desc) as nth,
         lead(result.score) over (
           partition by result.student_key, result.subject, result.platform, result.score_scale
           order by result.tested_on desc, result.test_id desc) as earlier_score
  from assessment.result
  cross join engine.run
  where result.is_valid and result.percentile is not null and result.tested_on > add_days(run.as_of_on, -365)
)
select student_key, subject, platform, tested_on, score, percentile, growth_percentile, earlier_score,
       earlier_score is not null and score < earlier_score as is_falling
from valid
where nth = 1
