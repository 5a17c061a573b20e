-- One row per school and year.
select school_key as school_id, school_year, enrolled, classroom_teacher_fte, student_teacher_ratio, reason from staffing.school_ratio
