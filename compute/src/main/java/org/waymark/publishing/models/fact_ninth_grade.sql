-- One row per student enrolled today in grades 9 to 12 whose ninth grade is in the data: on track or not, and why.
select ninth_grade.student_key as student_id, ninth_grade.school_key as school_id, ninth_grade.grade_level, ninth_grade.school_year, ninth_grade.is_settled,
       ninth_grade.credits_earned, ninth_grade.credits_needed, ninth_grade.core_failures, ninth_grade.status, ninth_grade.reason
from risk.ninth_grade
