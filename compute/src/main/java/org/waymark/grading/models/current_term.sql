-- One row per student: the marks of the newest term of the current school year in which the student has any.
with newest as (
  select student_term.*, row_number() over (partition by student_key order by term_order desc) as nth
  from grading.student_term
  cross join engine.run
  where student_term.school_year = run.school_year
)
select student_key, term, gpa, courses, graded_courses, d_or_f_courses, failed_courses, is_final
from newest
where nth = 1
