-- One row per student, year and term: GPA = Σ(points × credits) / Σ credits; a course without credits weighs 1.
-- Where a term has both running and final marks of a course, the final one counts.
with chosen as (
  select course_mark.*,
         row_number() over (
           partition by student_key, school_year, term, course_code, section_key
           order by case when is_final then 0 else 1 end, posted_on desc) as nth
  from grading.course_mark
)
select chosen.student_key, chosen.school_year, chosen.term, term.term_order,
       cast(sum(chosen.points * chosen.weight) as double) / cast(nullif(sum(case when chosen.points is not null then chosen.weight end), 0) as double) as gpa,
       cast(sum(case when chosen.points is not null then chosen.weight end) as double) as credits,
       cast(count(*) as int) as courses,
       cast(count(chosen.points) as int) as graded_courses,
       cast(sum(case when chosen.is_d_or_f then 1 else 0 end) as int) as d_or_f_courses,
       cast(sum(case when not chosen.is_passing then 1 else 0 end) as int) as failed_courses,
       bool_or(chosen.is_final) as is_final
from chosen
join grading.term on term.school_year = chosen.school_year and term.term = chosen.term
where chosen.nth = 1
group by chosen.student_key, chosen.school_year, chosen.term, term.term_order
