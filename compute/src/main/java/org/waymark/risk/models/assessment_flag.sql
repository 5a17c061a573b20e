-- One row per student with a recent score: the worst flag over the subjects, and the subject that gave it.
with flagged as (
  select latest.student_key, latest.subject, latest.percentile, latest.growth_percentile, latest.score, latest.earlier_score, latest.tested_on,
         case
           when latest.percentile < run.percentile_red then 2
           when latest.growth_percentile < run.growth_red and latest.is_falling then 2
           when latest.percentile < run.percentile_yellow then 1
           else 0
         end as severity,
         latest.percentile >= run.percentile_red and latest.growth_percentile < run.growth_red and latest.is_falling as by_growth
  from assessment.latest
  cross join engine.run
),
ranked as (
  select flagged.*, row_number() over (partition by student_key order by severity desc, percentile, subject) as nth
  from flagged
)
select student_key, subject, percentile, growth_percentile, score, earlier_score, tested_on, severity,
       coalesce(by_growth, false) as by_growth
from ranked
where nth = 1
