-- One row per student, course, section, year, term and finality, with its points.
-- A letter counts by the scale; without a letter the percent goes through the cut table 90/80/70/60.
-- A mark that is neither (P, I, W) earns no points and is left out of GPA.
with resolved as (
  select course_grade.*,
         case
           when course_grade.mark is not null then upper(course_grade.mark)
           when course_grade.percent >= 90 then 'A'
           when course_grade.percent >= 80 then 'B'
           when course_grade.percent >= 70 then 'C'
           when course_grade.percent >= 60 then 'D'
           when course_grade.percent >= 0 then 'F'
         end as letter
  from sources.course_grade
  where course_grade.matched_student_id is not null
)
select stable_key(run.tenant_id, 'student', resolved.matched_student_id) as student_key,
       case when resolved.school_id is not null
            then stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, resolved.school_id)) end as school_key,
       case when resolved.section_id is not null then stable_key(run.tenant_id, 'section', resolved.section_id) end as section_key,
       resolved.course_code,
       resolved.course_title,
       resolved.school_year,
       resolved.term,
       resolved.letter as mark,
       resolved.percent,
       mark_scale.points,
       mark_scale.is_passing,
       mark_scale.is_d_or_f,
       resolved.credits_attempted,
       resolved.credits_earned,
       cast(coalesce(resolved.credits_attempted, 1) as decimal(8, 3)) as weight,
       coalesce(resolved.is_final, true) as is_final,
       resolved.posted_on
from resolved
cross join engine.run
left join grading.mark_scale on mark_scale.mark = resolved.letter
left join sources.school_identifier on school_identifier.id_value = resolved.school_id
where resolved.posted_on is null or resolved.posted_on <= run.as_of_on
