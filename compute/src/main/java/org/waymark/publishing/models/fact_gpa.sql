-- One row per student, year and term, and one for the year ('year') over the final marks.
select student_key as student_id, school_year, term, gpa, credits, courses, d_or_f_courses,
       case when gpa is null then 'no mark of this term earns points' end as reason
from grading.student_term
union all
select student_key, school_year, 'year', gpa, credits, courses, d_or_f_courses,
       case when gpa is null then 'no final mark of this year earns points' end
from grading.student_year
