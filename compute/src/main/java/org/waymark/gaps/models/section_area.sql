-- One row per section that meets today and area taught in it, with its students of today.
-- The area is read from the words of the section's subject, else its course's, else its title. A homeroom without a
-- subject of its own, and an elementary class, teach every area that has scores. A section without a teacher stays in.
with named as (
  select section.section_key, section.school_key,
         lower(coalesce(section.subject, course.subject, section.title, '')) as words,
         coalesce(section.section_type, '') = 'homeroom' and section.subject is null and course.subject is null as is_plain_homeroom
  from warehouse.section
  left join warehouse.course on course.course_key = section.course_key
),
read as (
  select named.section_key, named.school_key,
         case
           when is_plain_homeroom or words like '%elementary%' or words like '%homeroom%' or words like '%self%contained%' then 'every'
           when words like '%math%' or words like '%algebra%' or words like '%geometry%' or words like '%calculus%' then 'math'
           when words like '%english%' or words like '%language arts%' or words like '%reading%' or words like '%writing%'
                or words like '%literacy%' or words like '%literature%' or words = 'ela' then 'english'
           when words like '%science%' or words like '%biology%' or words like '%chemistry%' or words like '%physics%' then 'science'
           when words like '%social%' or words like '%history%' or words like '%civics%' then 'social_studies'
         end as area
  from named
),
area as (
  select distinct area from gaps.mastery
),
present as (
  select section_student.section_key, count(*) as students
  from warehouse.section_student
  join warehouse.student on student.student_key = section_student.student_key
  where section_student.is_current and student.is_enrolled
  group by section_student.section_key
),
taught as (
  select distinct section_key from warehouse.section_staff where is_current
)
select read.section_key, read.school_key, area.area, cast(present.students as int) as students, taught.section_key is not null as has_teacher
from read
join area on area.area = read.area or read.area = 'every'
join present on present.section_key = read.section_key
left join taught on taught.section_key = read.section_key
