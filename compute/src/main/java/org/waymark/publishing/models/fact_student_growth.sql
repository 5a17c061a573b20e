-- One row per student, test, subject and school year: the growth percentile, or why there is none.
select student_growth.assessment_key as assessment_id, student_growth.student_key as student_id, student_growth.school_key as school_id,
       student_growth.platform as assessment_platform, student_growth.subject,
       concat(cast(student_growth.school_year - 1 as varchar(4)), '-', cast(student_growth.school_year as varchar(4))) as school_year,
       student_growth.season, student_growth.grade_level, student_growth.score, student_growth.sgp, student_growth.sgp_order,
       student_growth.standard_error, student_growth.priors_used, student_growth.growth_level, student_growth.reason
from growth.student_growth
-- A school and year lie together, since they are asked for together.
order by school_id, school_year, student_id
