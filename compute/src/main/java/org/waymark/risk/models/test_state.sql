-- One row per student, subject and valid test with a national percentile: from its day until the next one, or a year later.
-- Achievement is falling when the score is lower than the one before on the same scale by more than the standard error of the difference,
-- the one before counts while it is itself not older than a year.
with valid as (
  select result.student_key, result.subject, result.platform, result.tested_on, result.test_id, result.score, result.percentile,
         result.growth_percentile, coalesce(result.standard_error, 0) as standard_error,
         lead(result.tested_on) over (
           partition by result.student_key, result.subject
           order by result.tested_on, result.platform desc, result.test_id) as next_on,
         lag(result.score) over (
           partition by result.student_key, result.subject, result.platform, result.score_scale
           order by result.tested_on, result.test_id) as earlier_score,
         lag(result.tested_on) over (
           partition by result.student_key, result.subject, result.platform, result.score_scale
           order by result.tested_on, result.test_id) as earlier_on,
         lag(coalesce(result.standard_error, 0)) over (
           partition by result.student_key, result.subject, result.platform, result.score_scale
           order by result.tested_on, result.test_id) as earlier_standard_error
  from assessment.result
  where result.is_valid and result.percentile is not null
)
select student_key, subject, tested_on,
       least(coalesce(next_on, add_days(tested_on, 365)), add_days(tested_on, 365)) as until_on,
       percentile, growth_percentile,
       coalesce(earlier_score - score > sqrt(standard_error * standard_error + earlier_standard_error * earlier_standard_error), false) as is_falling,
       add_days(earlier_on, 365) as falling_until_on
from valid
where next_on is null or next_on > tested_on
