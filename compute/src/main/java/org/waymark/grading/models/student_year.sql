-- One row per student and year over the final marks: GPA and courses completed.
-- A course is completed when its final mark passes; unmarked courses are in neither count.
select student_key, school_year,
       cast(sum(points * weight) as double) / cast(nullif(sum(case when points is not null then weight end), 0) as double) as gpa,
       cast(sum(case when points is not null then weight end) as double) as credits,
       cast(count(*) as int) as courses,
       cast(count(points) as int) as courses_attempted,
       cast(sum(case when is_passing then 1 else 0 end) as int) as courses_completed,
       cast(sum(case when is_d_or_f then 1 else 0 end) as int) as d_or_f_courses
from grading.course_mark
where is_final
group by student_key, school_year
