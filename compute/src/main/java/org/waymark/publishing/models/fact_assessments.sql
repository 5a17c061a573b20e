-- One row per sitting, under the names that dashboards already use. RIT and scale scores never share a column.
select result.assessment_key as assessment_id, result.student_key as student_id, result.school_key as school_id,
       result.platform as assessment_platform, result.assessment_type, result.subject, result.grade_level as grade_level_tested,
       concat(cast(result.school_year - 1 as varchar(4)), '-', cast(result.school_year as varchar(4))) as school_year,
       result.season, result.tested_on as test_date,
       case when result.score_scale = 'rit' then result.score end as rit_score,
       case when result.score_scale <> 'rit' then result.score end as scaled_score,
       result.percentile as percentile_rank, result.proficiency_level, result.growth_percentile,
       result.lexile as lexile_score, result.quantile as quantile_score, result.standard_error, result.is_valid, result.is_season_score,
       cast(null as varchar(10)) as raw_data, run.as_of_on as created_at
from assessment.result
cross join engine.run
