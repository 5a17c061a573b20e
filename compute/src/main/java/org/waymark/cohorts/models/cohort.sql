-- One row per cohort and school year. A cohort of fewer than 10 students keeps its row and its reason, and nothing else of it is shown.
with counted as (
  select series, school_year, max(cohort_type) as cohort_type, max(school_key) as school_key, max(grade_level) as grade_level,
         max(value) as value, max(staff_key) as staff_key, count(distinct student_key) as student_count
  from cohorts.spell
  group by series, school_year
),
mixed as (
  select spell.series, spell.school_year, min(enrollment.grade_level) as lowest, max(enrollment.grade_level) as highest
  from cohorts.spell
  join warehouse.enrollment
    on enrollment.student_key = spell.student_key and enrollment.school_year = spell.school_year
  where spell.grade_level is null
  group by spell.series, spell.school_year
)
select stable_key(run.tenant_id, 'cohort', concat(counted.series, '|', cast(counted.school_year as varchar(4)))) as cohort_key,
       counted.series,
       counted.cohort_type,
       counted.school_key,
       counted.school_year,
       coalesce(counted.grade_level, case when mixed.lowest = mixed.highest then mixed.lowest end) as grade_level,
       case when counted.cohort_type = 'teacher' and counted.value <> '' then counted.value end as subject,
       counted.value,
       counted.staff_key,
       case counted.cohort_type
         when 'grade-year' then concat(coalesce(school.school_name, 'All schools'), ' - Grade ', counted.grade_level)
         when 'demographic' then concat(coalesce(school.school_name, 'Unknown school'), ' - Grade ', counted.grade_level, ' - ',
                coalesce(subgroup_name.short_name, counted.value))
         when 'program' then concat(coalesce(school.school_name, 'Unknown school'), ' - ', counted.value)
         when 'teacher' then concat(coalesce(school.school_name, 'Unknown school'), ' - ',
                coalesce(concat(staff.given_name, ' ', staff.family_name), 'Unknown teacher'),
                case when counted.value = '' then '' else concat(' - ', counted.value) end)
         else counted.value
       end as short_name,
       case counted.cohort_type
         when 'demographic' then json_pair('subgroup', coalesce(subgroup_name.short_name, counted.value))
         when 'program' then json_pair('program', counted.value)
         when 'teacher' then json_pair('staff_id', cast(counted.staff_key as varchar(20)))
         when 'custom' then json_pair('custom', counted.value)
       end as filter_criteria,
       case when counted.student_count >= 10 then counted.student_count end as student_count,
       case when counted.student_count < 10 then 'too few to say: fewer than 10 students' end as reason
from counted
cross join engine.run
left join mixed on mixed.series = counted.series and mixed.school_year = counted.school_year
left join warehouse.school on school.school_key = counted.school_key
left join cohorts.subgroup_name on subgroup_name.subgroup = counted.value and counted.cohort_type = 'demographic'
left join warehouse.staff on staff.staff_key = counted.staff_key
