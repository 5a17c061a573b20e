-- One row per student enrolled today in grades 9 to 12 whose ninth grade is in the data (the first one of those who repeat it).
-- Chicago's rule: on track with 5 full credits or more by the end of grade 9 and at most one semester F in a core course.
-- Before the year's end credits are held against the share of its terms that are over. Too few credits with marks of fewer terms than
-- the year had is unknown, since credits may have been earned elsewhere. Where marks carry credits, only those that do count.
-- A term with fewer than half of the marks of the year's largest, a summer school, is no term that everybody has.
with ninth as (
  select student_key, min(school_year) as school_year
  from warehouse.enrollment
  where grade_level = '9'
  group by student_key
),
credited as (
  select course_mark.school_year, max(course_mark.credits_attempted) > 0 as has_credits
  from grading.course_mark
  where course_mark.is_final
  group by course_mark.school_year
),
final_mark as (
  select course_mark.student_key, course_mark.school_year, course_mark.course_code, upper(course_mark.term) as term,
         course_mark.is_passing, course_mark.credits_attempted, course_mark.credits_earned, core_course.core_subject
  from grading.course_mark
  join credited on credited.school_year = course_mark.school_year
  left join risk.core_course on core_course.course_code = course_mark.course_code
  where course_mark.is_final
    and (not coalesce(credited.has_credits, false) or course_mark.credits_attempted > 0 or course_mark.credits_earned > 0)
),
term_size as (
  select school_year, term, count(*) as marks, max(count(*)) over (partition by school_year) as most
  from final_mark
  group by school_year, term
),
year_terms as (
  select school_year, cast(count(*) as int) as terms
  from term_size
  where marks * 2 >= most
  group by school_year
),
usual as (
  select max(terms) as terms from year_terms
),
earned as (
  select final_mark.student_key,
         cast(count(distinct final_mark.term) as int) as terms,
         cast(sum(coalesce(final_mark.credits_earned, case when final_mark.is_passing then final_mark.credits_attempted when not final_mark.is_passing then 0 end)) as decimal(8, 3)) as credits,
         max(final_mark.credits_attempted) > 0 or max(final_mark.credits_earned) > 0 as has_credits,
         cast(count(final_mark.core_subject) as int) as core_marks,
         cast(count(distinct case when final_mark.core_subject is not null and not final_mark.is_passing then concat(final_mark.course_code, '|', final_mark.term) end) as int) as core_failures
  from final_mark
  join ninth on ninth.student_key = final_mark.student_key and ninth.school_year = final_mark.school_year
  group by final_mark.student_key
),
placed as (
  select student.student_key, student.current_school_key as school_key, student.grade_level, ninth.school_year, earned.terms, earned.core_marks,
         coalesce(earned.has_credits, false) as has_credits,
         case when earned.has_credits then coalesce(earned.credits, 0) end as credits,
         case when earned.core_marks > 0 then earned.core_failures end as core_failures,
         coalesce(year_terms.terms, 0) as year_terms,
         usual.terms as usual_terms,
         ninth.school_year < run.school_year
           or (run.as_of_on >= school_year.ends_on and coalesce(year_terms.terms, 0) >= usual.terms) as is_settled
  from warehouse.student
  join ninth on ninth.student_key = student.student_key
  cross join engine.run
  cross join usual
  left join earned on earned.student_key = student.student_key
  left join year_terms on year_terms.school_year = ninth.school_year
  left join warehouse.school_year on school_year.school_year = ninth.school_year
  where student.is_enrolled and student.grade_level in ('9', '10', '11', '12')
),
needed as (
  select placed.*,
         case
           when is_settled then cast(5 as decimal(8, 3))
           when year_terms > 0 and usual_terms > year_terms then cast(5 * cast(year_terms as decimal(8, 3)) / usual_terms as decimal(8, 3))
         end as credits_needed
  from placed
)
select student_key, school_key, grade_level, school_year, is_settled, credits as credits_earned, credits_needed, core_failures,
       case
         when core_failures > 1 then 'off_track'
         when core_failures is null or not has_credits then 'unknown'
         when credits >= 5 or credits >= credits_needed then case when is_settled then 'on_track' else 'on_track_so_far' end
         when credits_needed is null or terms < year_terms then 'unknown'
         else 'off_track'
       end as status,
       case
         when terms is null and is_settled then concat('No final mark of grade 9 (', school_year - 1, '-', school_year, ') is in the data')
         when terms is null and year_terms > 0 then 'No final mark of grade 9 is in yet'
         when terms is null then 'Too early: no term of grade 9 has ended with final marks'
         when core_marks = 0 then 'No course of grade 9 is known as English, mathematics, science or social studies'
         else concat(
           case
             when not has_credits then 'The marks of grade 9 carry no credits'
             when credits_needed is null then concat(plain_number(credits), ' credits so far; how many terms the year has is not known yet')
             when credits < credits_needed and terms < year_terms
               then concat(plain_number(credits), ' credits in ', terms, ' of ', year_terms, case when year_terms = 1 then ' term' else ' terms' end, ' with marks; others may have been earned elsewhere')
             when is_settled then concat(plain_number(credits), ' credits earned in grade 9, 5 needed')
             else concat(plain_number(credits), ' credits after ', year_terms, ' of ', usual_terms, ' terms, ', plain_number(cast(credits_needed as decimal(8, 2))), ' needed by then')
           end,
           case
             when core_failures = 0 then '; no F in a core course'
             when core_failures = 1 then '; one F in a core course, one allowed'
             else concat('; ', core_failures, ' Fs in core courses, one allowed')
           end)
       end as reason
from needed
