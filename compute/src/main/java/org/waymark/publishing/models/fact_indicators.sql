-- One row per student enrolled today: the four indicators, the tier, and the reasons in words.
select indicator.student_key as student_id, indicator.school_key as school_id, indicator.grade_level, run.as_of_on, indicator.tier, indicator.yellow_flags,
       indicator.red_flags, indicator.unknown_flags, indicator.attendance_flag, indicator.grades_flag, indicator.assessment_flag, indicator.behavior_flag,
       indicator.attendance_reason, indicator.grades_reason, indicator.assessment_reason, indicator.behavior_reason,
       indicator.attendance_rate, indicator.last30_absent_days, indicator.last30_enrolled_days, indicator.absent_days, indicator.enrolled_days,
       indicator.gpa, indicator.d_or_f_courses, indicator.latest_percentile, indicator.latest_subject, indicator.incidents_45, indicator.suspensions_45,
       indicator.last_week_tier, indicator.movement, indicator.flagged_since_on, indicator.weeks_flagged
from risk.indicator
cross join engine.run
-- A school lies together: its leader reads a few pages of the table instead of all.
order by school_id, student_id
