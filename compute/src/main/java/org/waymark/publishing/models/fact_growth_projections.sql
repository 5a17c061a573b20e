-- One row per student, test and subject with a score this year: the fan of the years ahead, and the growth that is enough.
select projection.assessment_key as assessment_id, projection.student_key as student_id,
       projection.school_key as school_id, projection.platform as assessment_platform, projection.subject,
       concat(cast(projection.school_year - 1 as varchar(4)), '-', cast(projection.school_year as varchar(4))) as school_year,
       projection.season, projection.grade_level, projection.score, projection.projected_years, projection.year_1_low,
       projection.year_1_typical, projection.year_1_high, projection.year_2_low, projection.year_2_typical,
       projection.year_2_high, projection.year_3_low, projection.year_3_typical, projection.year_3_high,
       projection.cut_score, projection.direction, projection.adequate_percentile, projection.adequate_years,
       student_growth.sgp >= projection.adequate_percentile as is_on_track, projection.reason
from growth.projection
left join growth.student_growth on student_growth.assessment_key = projection.assessment_key
