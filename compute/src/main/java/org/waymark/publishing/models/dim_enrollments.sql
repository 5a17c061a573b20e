-- One row per stay of a student at a school; the homeroom stands beside it where the roster knows one.
with homeroom as (
  select section_student.student_key, section.school_key, section.school_year, max(section.title) as section_name, max(section.section_key) as section_key
  from warehouse.section_student
  join warehouse.section on section.section_key = section_student.section_key
  where section.section_type = 'homeroom'
  group by section_student.student_key, section.school_key, section.school_year
),
teacher as (
  select section_staff.section_key, max(concat(coalesce(staff.given_name, ''), ' ', coalesce(staff.family_name, ''))) as teacher_name
  from warehouse.section_staff
  join warehouse.staff on staff.staff_key = section_staff.staff_key
  where section_staff.is_primary
  group by section_staff.section_key
)
select enrollment.enrollment_key as enrollment_id, enrollment.student_key as student_id, enrollment.school_key as school_id,
       enrollment.grade_level,
       concat(cast(enrollment.school_year - 1 as varchar(4)), '-', cast(enrollment.school_year as varchar(4))) as school_year,
       homeroom.section_name, teacher.teacher_name,
       enrollment.starts_on as enrollment_start, enrollment.ends_on as enrollment_end, enrollment.is_current, run.as_of_on as created_at
from warehouse.enrollment
cross join engine.run
left join homeroom
  on homeroom.student_key = enrollment.student_key and homeroom.school_key = enrollment.school_key and homeroom.school_year = enrollment.school_year
left join teacher on teacher.section_key = homeroom.section_key
