-- One row per student, term and day on which what was known of the term's marks changed: the marks posted up to that day.
-- A mark without a posting day counts as known when its grading period ends, or the school year; never later than today.
-- Where a term has both running and final marks of a course, the final one counts.
with known as (
  select course_mark.student_key, course_mark.school_year, course_mark.term, course_mark.course_code, course_mark.section_key,
         course_mark.points, course_mark.weight, course_mark.percent, course_mark.is_passing, course_mark.is_d_or_f, course_mark.is_final,
         least(coalesce(course_mark.posted_on, session.ends_on, school_year.ends_on), run.as_of_on) as known_on
  from grading.course_mark
  cross join engine.run
  left join warehouse.school_year on school_year.school_year = course_mark.school_year
  left join (
    select school_year, upper(title) as term, max(ends_on) as ends_on
    from sources.academic_session
    where type <> 'schoolYear'
    group by school_year, upper(title)
  ) as session on session.school_year = course_mark.school_year and session.term = upper(course_mark.term)
),
changed as (
  select distinct student_key, school_year, term, known_on from known
),
seen as (
  select changed.known_on as state_on, known.*,
         row_number() over (partition by changed.student_key, changed.school_year, changed.term, changed.known_on, known.course_code, known.section_key
           order by case when known.is_final then 0 else 1 end, known.known_on desc) as nth
  from changed
  join known
    on known.student_key = changed.student_key and known.school_year = changed.school_year and known.term = changed.term
   and known.known_on <= changed.known_on
)
select seen.student_key, seen.school_year, seen.term, seen.state_on,
       min(min(seen.known_on)) over (partition by seen.school_year, seen.term) as term_known_on,
       cast(sum(seen.points * seen.weight) as double) / cast(nullif(sum(case when seen.points is not null then seen.weight end), 0) as double) as gpa,
       cast(avg(seen.percent) as double) as percent,
       cast(min(seen.percent) as double) as lowest_percent,
       cast(count(*) as int) as courses,
       cast(count(seen.points) as int) as graded_courses,
       cast(sum(case when seen.is_d_or_f then 1 else 0 end) as int) as d_or_f_courses,
       cast(sum(case when not seen.is_passing then 1 else 0 end) as int) as failed_courses,
       bool_or(seen.is_final) as is_final
from seen
where seen.nth = 1
group by seen.student_key, seen.school_year, seen.term, seen.state_on
