-- One row per student and stretch of time in a cohort, before it is known whether the cohort is large enough.
-- A score counts for a cohort when it was taken inside the stretch: a mover's fall test stays with the old school.
-- A teacher's cohort is told in the tested subjects that the section teaches; a section of physical education has none.
-- series names the cohort without its year, so that last year's can be found.
with stay as (
  select enrollment.student_key, enrollment.school_key, enrollment.school_year, enrollment.grade_level, enrollment.starts_on, enrollment.ends_on
  from warehouse.enrollment
  cross join engine.run
  where enrollment.starts_on <= run.as_of_on
),
grade_year as (
  select 'grade-year' as cohort_type, school_key, school_year, grade_level, '' as value, cast(null as bigint) as staff_key,
         cast(null as varchar(50)) as subject, student_key, starts_on, ends_on
  from stay
  where grade_level is not null
),
district_grade as (
  select 'grade-year' as cohort_type, cast(null as bigint) as school_key, school_year, grade_level, '' as value,
         cast(null as bigint) as staff_key, cast(null as varchar(50)) as subject, student_key, starts_on, ends_on
  from stay
  where grade_level is not null
),
demographic as (
  select 'demographic' as cohort_type, stay.school_key, stay.school_year, stay.grade_level, subgroup_spell.subgroup as value,
         cast(null as bigint) as staff_key, cast(null as varchar(50)) as subject, stay.student_key,
         case when subgroup_spell.starts_on > stay.starts_on then subgroup_spell.starts_on else stay.starts_on end as starts_on,
         case when stay.ends_on is null or subgroup_spell.ends_on < stay.ends_on then coalesce(subgroup_spell.ends_on, stay.ends_on)
              else stay.ends_on end as ends_on
  from stay
  join cohorts.subgroup_spell
    on subgroup_spell.student_key = stay.student_key
   and (subgroup_spell.starts_on is null or stay.ends_on is null or subgroup_spell.starts_on <= stay.ends_on)
   and (subgroup_spell.ends_on is null or subgroup_spell.ends_on >= stay.starts_on)
  where stay.grade_level is not null
),
program as (
  select 'program' as cohort_type, stay.school_key, stay.school_year, cast(null as varchar(5)) as grade_level,
         program_participation.program as value, cast(null as bigint) as staff_key, cast(null as varchar(50)) as subject, stay.student_key,
         case when program_participation.starts_on > stay.starts_on then program_participation.starts_on else stay.starts_on end as starts_on,
         stay.ends_on
  from stay
  join warehouse.program_participation
    on program_participation.student_key = stay.student_key
   and (stay.ends_on is null or program_participation.starts_on <= stay.ends_on)
   and (program_participation.ends_on is null or program_participation.ends_on >= stay.starts_on)
  where program_participation.program not in ('ell', 'sped', 'section_504', 'frl')
),
taught as (
  select section.school_key, section.school_year, section_staff.staff_key, section.subject,
         section_student.student_key, min(section_student.starts_on) as starts_on, max(section_student.ends_on) as ends_on
  from warehouse.section
  join warehouse.section_staff on section_staff.section_key = section.section_key and section_staff.is_primary
  join warehouse.section_student on section_student.section_key = section.section_key
  where section.school_year is not null
  group by section.school_key, section.school_year, section_staff.staff_key, section.subject, section_student.student_key
),
teacher as (
  select 'teacher' as cohort_type, taught.school_key, taught.school_year, cast(null as varchar(5)) as grade_level,
         coalesce(taught.subject, '') as value, taught.staff_key, taught_subject.subject, taught.student_key, taught.starts_on, taught.ends_on
  from taught
  join cohorts.taught_subject on taught_subject.word = lower(coalesce(taught.subject, 'none'))
),
wanted as (
  select distinct cohort_name, filter_count from cohorts.custom_filter
),
fitting as (
  select wanted.cohort_name, wanted.filter_count, stay.student_key, stay.school_year, stay.starts_on, stay.ends_on, custom_filter.filter
  from wanted
  join cohorts.custom_filter on custom_filter.cohort_name = wanted.cohort_name
  cross join stay
  left join warehouse.school on school.school_key = stay.school_key
  where (custom_filter.filter = 'grades' and custom_filter.value = stay.grade_level)
     or (custom_filter.filter = 'schools' and custom_filter.value = school.source_id)
     or (custom_filter.filter = 'school_years' and custom_filter.value = cast(stay.school_year as varchar(4)))
     or (custom_filter.filter = 'subgroups' and exists (
           select 1 from cohorts.subgroup_spell
           where subgroup_spell.student_key = stay.student_key and subgroup_spell.subgroup = custom_filter.value
             and (subgroup_spell.starts_on is null or stay.ends_on is null or subgroup_spell.starts_on <= stay.ends_on)
             and (subgroup_spell.ends_on is null or subgroup_spell.ends_on >= stay.starts_on)))
     or (custom_filter.filter = 'programs' and exists (
           select 1 from warehouse.program_participation
           where program_participation.student_key = stay.student_key and program_participation.program = custom_filter.value
             and (stay.ends_on is null or program_participation.starts_on <= stay.ends_on)
             and (program_participation.ends_on is null or program_participation.ends_on >= stay.starts_on)))
),
custom as (
  select 'custom' as cohort_type, cast(null as bigint) as school_key, school_year, cast(null as varchar(5)) as grade_level,
         cohort_name as value, cast(null as bigint) as staff_key, cast(null as varchar(50)) as subject, student_key, starts_on, ends_on
  from fitting
  group by cohort_name, filter_count, school_year, student_key, starts_on, ends_on
  having count(distinct filter) = filter_count
),
every as (
  select * from grade_year
  union all
  select * from district_grade
  union all
  select * from demographic
  union all
  select * from program
  union all
  select * from teacher
  union all
  select * from custom
)
select every.cohort_type, every.school_key, every.school_year, every.grade_level, every.value, every.staff_key, every.subject,
       every.student_key, every.starts_on, every.ends_on,
       concat(every.cohort_type, '|', coalesce(cast(every.school_key as varchar(20)), ''), '|', coalesce(every.grade_level, ''), '|',
         coalesce(cast(every.staff_key as varchar(20)), ''), '|', every.value) as series
from every
