-- One row per school, grade, test, subject and school year; rows without a school are all schools together.
select group_growth.school_key as school_id, group_growth.scope, group_growth.grade_level,
       group_growth.platform as assessment_platform, group_growth.subject,
       concat(cast(group_growth.school_year - 1 as varchar(4)), '-', cast(group_growth.school_year as varchar(4))) as school_year,
       group_growth.season, group_growth.student_count, group_growth.mean_sgp, group_growth.mean_low,
       group_growth.mean_high, group_growth.median_sgp, group_growth.median_low, group_growth.median_high,
       group_growth.low_count, group_growth.typical_count, group_growth.high_count, group_growth.district_mean,
       group_growth.reason
from growth.group_growth
