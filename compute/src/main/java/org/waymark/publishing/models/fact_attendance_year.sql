-- One row per student and year: the student-year figure, the last 30 days beside the current year.
select student_year.student_key as student_id, student_year.school_year, student_year.enrolled_days, student_year.absent_days,
       student_year.unknown_days, student_year.tardy_days, student_year.attendance_rate, student_year.is_chronic, student_year.band, student_year.reason,
       case when student_year.school_year = run.school_year then student_recent.enrolled_days end as last30_enrolled_days,
       case when student_year.school_year = run.school_year then student_recent.absent_days end as last30_absent_days
from attendance.student_year
cross join engine.run
left join attendance.student_recent on student_recent.student_key = student_year.student_key
