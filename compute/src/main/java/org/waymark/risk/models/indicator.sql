-- One row per student enrolled on the run's day: four indicators, each none, yellow, red or unknown, and the tier.
-- An indicator without data is unknown and never counts as fine. The reasons are the words that people read.
with has_discipline as (
  select count(*) > 0 as yes from sources.incident
),
flag as (
  select student.student_key, student.current_school_key as school_key, student.grade_level,
         student_year.enrolled_days, student_year.absent_days, student_year.attendance_rate,
         student_recent.enrolled_days as last30_enrolled_days, student_recent.absent_days as last30_absent_days,
         current_term.gpa, current_term.d_or_f_courses, current_term.failed_courses, current_term.courses, current_term.term,
         assessment_flag.percentile, assessment_flag.growth_percentile, assessment_flag.score, assessment_flag.earlier_score, assessment_flag.subject, assessment_flag.by_growth,
         coalesce(behavior.incidents, 0) as incidents, coalesce(behavior.suspensions, 0) as suspensions,
         has_discipline.yes as has_discipline,
         student_year.reason as attendance_unknown,
         case
           when student_year.is_chronic is null then 'unknown'
           when student_year.absent_days > student_year.enrolled_days * (1 - run.attendance_red) then 'red'
           when student_year.absent_days >= student_year.enrolled_days * (1 - run.attendance_yellow) then 'yellow'
           else 'none'
         end as attendance_flag,
         case
           when coalesce(current_term.graded_courses, 0) = 0 then 'unknown'
           when current_term.d_or_f_courses >= 2 or current_term.gpa < run.gpa_red then 'red'
           when current_term.d_or_f_courses = 1 then 'yellow'
           else 'none'
         end as grades_flag,
         case assessment_flag.severity when 2 then 'red' when 1 then 'yellow' when 0 then 'none' else 'unknown' end as assessment_flag,
         case
           when not has_discipline.yes then 'unknown'
           when behavior.suspensions > 0 or behavior.incidents >= run.referrals_red then 'red'
           when behavior.incidents >= run.referrals_yellow then 'yellow'
           else 'none'
         end as behavior_flag
  from warehouse.student
  cross join engine.run
  cross join has_discipline
  left join attendance.student_year
    on student_year.student_key = student.student_key and student_year.school_year = run.school_year
  left join attendance.student_recent on student_recent.student_key = student.student_key
  left join grading.current_term on current_term.student_key = student.student_key
  left join risk.assessment_flag on assessment_flag.student_key = student.student_key
  left join risk.behavior on behavior.student_key = student.student_key
  where student.is_enrolled
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
select counted.student_key, counted.school_key, counted.grade_level,
       case
         when counted.red_flags >= 2 then 'high'
         when counted.red_flags = 1 or counted.yellow_flags >= 2 then 'at_risk'
         when counted.yellow_flags = 1 then 'some'
         when counted.unknown_flags = 4 then 'unknown'
         else 'low'
       end as tier,
       counted.yellow_flags, counted.red_flags, counted.unknown_flags,
       counted.attendance_flag, counted.grades_flag, counted.assessment_flag, counted.behavior_flag,
       case
         when counted.attendance_flag = 'unknown' then concat('Attendance unknown: ', coalesce(counted.attendance_unknown, 'no attendance was submitted this year'))
         else concat('Missed ', plain_number(counted.absent_days), ' of ', counted.enrolled_days, ' school days this year, ',
                     plain_number(coalesce(counted.last30_absent_days, 0)), ' of ', coalesce(counted.last30_enrolled_days, 0), ' in the last 30 days')
       end as attendance_reason,
       case
         when counted.grades_flag = 'unknown' then 'Grades unknown: no marks this school year'
         when counted.d_or_f_courses > 0 then concat(counted.d_or_f_courses, ' of ', counted.courses, ' courses at D or F in ', counted.term, ', GPA ', plain_number(cast(counted.gpa as decimal(6, 2))))
         else concat('No D or F in ', counted.term, ', GPA ', plain_number(cast(counted.gpa as decimal(6, 2))))
       end as grades_reason,
       case
         when counted.assessment_flag = 'unknown' then 'Test scores unknown: no score with a national percentile in the last year'
         when counted.by_growth then concat('Growth at the ', ordinal(counted.growth_percentile), ' percentile in ', counted.subject, ', and the score fell from ', plain_number(cast(counted.earlier_score as decimal(9, 1))), ' to ', plain_number(cast(counted.score as decimal(9, 1))))
         else concat('At the ', ordinal(counted.percentile), ' national percentile in ', counted.subject)
       end as assessment_reason,
       case
         when counted.behavior_flag = 'unknown' then 'Behavior unknown: no discipline file was given'
         when counted.suspensions > 0 then concat(counted.incidents, case when counted.incidents = 1 then ' referral' else ' referrals' end, ' and ', counted.suspensions, case when counted.suspensions = 1 then ' suspension' else ' suspensions' end, ' in the last ', run.behavior_days, ' school days')
         when counted.incidents > 0 then concat(counted.incidents, case when counted.incidents = 1 then ' referral' else ' referrals' end, ' in the last ', run.behavior_days, ' school days')
         else concat('No referral in the last ', run.behavior_days, ' school days')
       end as behavior_reason,
       counted.attendance_rate, counted.absent_days, counted.enrolled_days, counted.last30_absent_days, counted.last30_enrolled_days,
       counted.gpa, counted.d_or_f_courses, counted.percentile as latest_percentile, counted.subject as latest_subject,
       case when counted.has_discipline then counted.incidents end as incidents_45,
       case when counted.has_discipline then counted.suspensions end as suspensions_45
from counted
cross join engine.run
