-- One row per student and subject: the newest valid score of the last 365 days that has a national percentile,
-- with the one before it, so that falling achievement can be told.
with valid as (
  select result.student_key, result.subject, result.platform, result.tested_on, result.percentile, result.growth_percentile,
         row_number() over (partition by result.student_key, result.subject order by result.tested_on desc, result.platform, result.test_id desc) as nth,
         lead(result.percentile) over (partition by result.student_key, result.subject order by result.tested_on desc, result.platform, result.test_id desc) as earlier_percentile
  from assessment.result
  cross join engine.run
  where result.is_valid and result.percentile is not null and result.tested_on > add_days(run.as_of_on, -365)
)
select student_key, subject, platform, tested_on, percentile, growth_percentile, earlier_percentile,
       earlier_percentile is not null and percentile < earlier_percentile as is_falling
from valid
where nth = 1
