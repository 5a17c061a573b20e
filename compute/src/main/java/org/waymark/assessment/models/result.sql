-- One row per sitting. The school is the one that the student attended on the day of the test,
-- not today's; the grade that the file leaves out is the grade of that day. is_season_score marks the last valid score of the window: the one that cohorts use.
with sitting as (
  select stable_key(run.tenant_id, 'student', assessment_result.matched_student_id) as student_key,
         assessment_result.*,
         coalesce(is_valid, true) as counts
  from sources.assessment_result
  cross join engine.run
  where assessment_result.matched_student_id is not null
    and assessment_result.tested_on <= run.as_of_on
),
placed as (
  select sitting.student_key, sitting.platform, sitting.subject, sitting.tested_on, sitting.test_id,
         max(enrollment.school_key) as school_key, max(enrollment.grade_level) as grade_level
  from sitting
  join warehouse.enrollment
    on enrollment.student_key = sitting.student_key
   and enrollment.starts_on <= sitting.tested_on
   and (enrollment.ends_on is null or enrollment.ends_on >= sitting.tested_on)
  group by sitting.student_key, sitting.platform, sitting.subject, sitting.tested_on, sitting.test_id
)
select stable_key(run.tenant_id, 'assessment', concat(cast(sitting.student_key as varchar(20)), '|', sitting.platform, '|',
         sitting.subject, '|', cast(sitting.tested_on as varchar(10)), '|', coalesce(sitting.test_id, ''))) as assessment_key,
       sitting.student_key,
       placed.school_key,
       sitting.platform,
       sitting.assessment_type,
       sitting.subject,
       coalesce(sitting.grade_level, placed.grade_level) as grade_level,
       sitting.school_year,
       sitting.season,
       sitting.tested_on,
       sitting.test_id,
       sitting.score,
       sitting.score_scale,
       sitting.standard_error,
       cast(round(sitting.percentile) as int) as percentile,
       sitting.norm_edition,
       cast(round(sitting.growth_percentile) as int) as growth_percentile,
       sitting.growth_index,
       sitting.proficiency_level,
       cast(round(sitting.lexile) as int) as lexile,
       cast(round(sitting.quantile) as int) as quantile,
       sitting.counts as is_valid,
       sitting.counts and row_number() over (
         partition by sitting.student_key, sitting.platform, sitting.subject, sitting.school_year, sitting.season
         order by sitting.counts desc, sitting.tested_on desc, sitting.test_id desc) = 1 as is_season_score
from sitting
cross join engine.run
left join placed
  on placed.student_key = sitting.student_key and placed.platform = sitting.platform and placed.subject = sitting.subject
 and placed.tested_on = sitting.tested_on and placed.test_id is not distinct from sitting.test_id
