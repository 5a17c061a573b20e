-- One row per student, school and year: the school-attributed figure; a mover may count twice.
select student_key as student_id, school_key as school_id, school_year, enrolled_days, absent_days, attendance_rate, is_chronic
from attendance.school_attributed
