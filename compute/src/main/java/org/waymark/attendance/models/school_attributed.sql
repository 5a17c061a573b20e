-- One row per student, school and year with the chronic-absence rule applied per school.
select student_school_year.student_key, student_school_year.school_key, student_school_year.school_year,
       student_school_year.enrolled_days, student_school_year.absent_days,
       case when student_school_year.enrolled_days > 0
            then 1 - cast(student_school_year.absent_days as double) / student_school_year.enrolled_days end as attendance_rate,
       case when student_school_year.enrolled_days >= run.minimum_enrolled_days
            then student_school_year.absent_days * 10 >= student_school_year.enrolled_days end as is_chronic
from attendance.student_school_year
cross join engine.run
