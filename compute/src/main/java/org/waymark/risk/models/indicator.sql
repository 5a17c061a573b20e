-- One row per student enrolled on the run's day: the four indicators of that day, the tier, and the reasons in words.
-- An indicator without data is unknown and never counts as fine.
select sign.student_key, sign.school_key, sign.grade_level, sign.tier, sign.yellow_flags, sign.red_flags, sign.unknown_flags,
       sign.attendance_flag, sign.grades_flag, sign.assessment_flag, sign.behavior_flag,
       case
         when sign.attendance_flag = 'unknown' then concat('Attendance unknown: ', coalesce(student_year.reason, 'no attendance was submitted this year'))
         else concat('Missed ', plain_number(sign_input.absent_days), ' of ', sign_input.enrolled_days, ' school days this year, ',
                     plain_number(coalesce(student_recent.absent_days, 0)), ' of ', coalesce(student_recent.enrolled_days, 0), ' in the last 30 days')
       end as attendance_reason,
       case
         when sign.grades_flag = 'unknown' then 'Grades unknown: no marks this school year'
         when sign_input.d_or_f_courses > 0 then concat(sign_input.d_or_f_courses, ' of ', sign_input.courses, ' courses at D or F in ', sign_input.term, ', GPA ', plain_number(cast(sign_input.gpa as decimal(6, 2))))
         else concat('No D or F in ', sign_input.term, ', GPA ', plain_number(cast(sign_input.gpa as decimal(6, 2))))
       end as grades_reason,
       case
         when sign.assessment_flag = 'unknown' then 'Test scores unknown: no score with a national percentile in the last year'
         when assessment_flag.by_growth then concat('Growth at the ', ordinal(assessment_flag.growth_percentile), ' percentile in ', assessment_flag.subject, ', and the score fell from ', plain_number(cast(assessment_flag.earlier_score as decimal(9, 1))), ' to ', plain_number(cast(assessment_flag.score as decimal(9, 1))))
         else concat('At the ', ordinal(assessment_flag.percentile), ' national percentile in ', assessment_flag.subject)
       end as assessment_reason,
       case
         when sign.behavior_flag = 'unknown' then 'Behavior unknown: no discipline file was given'
         when sign_input.suspensions > 0 then concat(sign_input.incidents, case when sign_input.incidents = 1 then ' referral' else ' referrals' end, ' and ', sign_input.suspensions, case when sign_input.suspensions = 1 then ' suspension' else ' suspensions' end, ' in the last ', run.behavior_days, ' school days')
         when sign_input.incidents > 0 then concat(sign_input.incidents, case when sign_input.incidents = 1 then ' referral' else ' referrals' end, ' in the last ', run.behavior_days, ' school days')
         else concat('No referral in the last ', run.behavior_days, ' school days')
       end as behavior_reason,
       student_year.attendance_rate, student_year.absent_days, student_year.enrolled_days,
       student_recent.absent_days as last30_absent_days, student_recent.enrolled_days as last30_enrolled_days,
       sign_input.gpa, sign_input.d_or_f_courses, assessment_flag.percentile as latest_percentile, assessment_flag.subject as latest_subject,
       sign_input.incidents as incidents_45, sign_input.suspensions as suspensions_45,
       movement.last_week_tier, coalesce(movement.movement, 'none') as movement, movement.flagged_since_on, movement.weeks_flagged
from risk.as_of
cross join engine.run
join risk.sign on sign.as_of_on = as_of.as_of_on
join risk.sign_input on sign_input.as_of_on = sign.as_of_on and sign_input.student_key = sign.student_key
left join attendance.student_year on student_year.student_key = sign.student_key and student_year.school_year = run.school_year
left join attendance.student_recent on student_recent.student_key = sign.student_key
left join risk.assessment_flag on assessment_flag.student_key = sign.student_key
left join risk.movement on movement.student_key = sign.student_key
where as_of.is_today
