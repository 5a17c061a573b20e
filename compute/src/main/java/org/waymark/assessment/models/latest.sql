-- One row per student and subject: the newest valid score of the last 365 days that has a national percentile.
-- Achievement is falling when the score is lower than the one before on the same scale by more than the standard
-- error of the difference: a slip within the error of measurement is none, and a percentile that slips while the
-- score rises is slow growth, which the growth percentile already says.
with valid as (
  select result.student_key, result.subject, result.platform, result.tested_on, result.score, result.percentile, result.growth_percentile,
         coalesce(result.standard_error, 0) as standard_error,
         row_number() over (partition by result.student_key, result.subject order by result.tested_on desc, result.platform, result.test_id desc) as nth,
         lead(result.score) over (
           partition by result.student_key, result.subject, result.platform, result.score_scale
           order by result.tested_on desc, result.test_id desc) as earlier_score,
         lead(coalesce(result.standard_error, 0)) over (
           partition by result.student_key, result.subject, result.platform, result.score_scale
           order by result.tested_on desc, result.test_id desc) as earlier_standard_error
  from assessment.result
  cross join engine.run
  where result.is_valid and result.percentile is not null and result.tested_on > add_days(run.as_of_on, -365)
)
select student_key, subject, platform, tested_on, score, percentile, growth_percentile, earlier_score,
       earlier_score is not null
         and earlier_score - score > sqrt(standard_error * standard_error + earlier_standard_error * earlier_standard_error) as is_falling
from valid
where nth = 1
