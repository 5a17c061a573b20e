-- One row per student, course, term and finality.
select student_key as student_id, school_key as school_id, section_key as section_id, course_code, course_title, school_year, term, mark,
       percent, cast(points as double) as points, credits_attempted, credits_earned, is_final, posted_on
from grading.course_mark
