-- One row per school, grade, group and month.
select school_key as school_id, grade_level, subgroup, school_year, month_on, students, enrolled_days, absent_days
from overview.attendance_month
