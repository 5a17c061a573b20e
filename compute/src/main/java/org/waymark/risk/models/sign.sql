-- One row per student and day of risk.as_of: the indicator rule, as it stood on that day. Four flags, each none, yellow, red or unknown,
-- and the tier. An indicator without data is unknown and never counts as fine.
with flag as (
  select sign_input.student_key, sign_input.as_of_on, sign_input.school_key, sign_input.grade_level,
         case
           when sign_input.enrolled_days < run.minimum_enrolled_days or sign_input.absent_days is null then 'unknown'
           when sign_input.absent_days > sign_input.enrolled_days * (1 - run.attendance_red) then 'red'
           when sign_input.absent_days >= sign_input.enrolled_days * (1 - run.attendance_yellow) then 'yellow'
           else 'none'
         end as attendance_flag,
         case
           when coalesce(sign_input.graded_courses, 0) = 0 then 'unknown'
           when sign_input.d_or_f_courses >= 2 or sign_input.gpa < run.gpa_red then 'red'
           when sign_input.d_or_f_courses = 1 then 'yellow'
           else 'none'
         end as grades_flag,
         case
           when sign_input.lowest_percentile is null then 'unknown'
           when sign_input.lowest_percentile < run.percentile_red then 'red'
           when sign_input.lowest_falling_growth < run.growth_red then 'red'
           when sign_input.lowest_percentile < run.percentile_yellow then 'yellow'
           else 'none'
         end as assessment_flag,
         case
           when sign_input.incidents is null then 'unknown'
           when sign_input.suspensions > 0 or sign_input.incidents >= run.referrals_red then 'red'
           when sign_input.incidents >= run.referrals_yellow then 'yellow'
           else 'none'
         end as behavior_flag
  from risk.sign_input
  cross join engine.run
),
counted as (
  select flag.*,
         case when attendance_flag = 'red' then 1 else 0 end + case when grades_flag = 'red' then 1 else 0 end
           + case when assessment_flag = 'red' then 1 else 0 end + case when behavior_flag = 'red' then 1 else 0 end as red_flags,
         case when attendance_flag = 'yellow' then 1 else 0 end + case when grades_flag = 'yellow' then 1 else 0 end
           + case when assessment_flag = 'yellow' then 1 else 0 end + case when behavior_flag = 'yellow' then 1 else 0 end as yellow_flags,
         case when attendance_flag = 'unknown' then 1 else 0 end + case when grades_flag = 'unknown' then 1 else 0 end
           + case when assessment_flag = 'unknown' then 1 else 0 end + case when behavior_flag = 'unknown' then 1 else 0 end as unknown_flags
  from flag
)
select student_key, as_of_on, school_key, grade_level, attendance_flag, grades_flag, assessment_flag, behavior_flag,
       yellow_flags, red_flags, unknown_flags,
       case
         when red_flags >= 2 then 'high'
         when red_flags = 1 or yellow_flags >= 2 then 'at_risk'
         when yellow_flags = 1 then 'some'
         when unknown_flags = 4 then 'unknown'
         else 'low'
       end as tier
from counted
