-- One row per student's place in a section; current when the dates hold the run's day.
-- A roster row without dates holds as long as its section meets.
select stable_key(run.tenant_id, 'section', section_enrollment.section_id) as section_key,
       stable_key(run.tenant_id, 'student', section_enrollment.person_id) as student_key,
       min(coalesce(section_enrollment.starts_on, section.starts_on)) as starts_on,
       max(coalesce(section_enrollment.ends_on, section.ends_on)) as ends_on,
       bool_or(coalesce(section_enrollment.starts_on, section.starts_on, run.as_of_on) <= run.as_of_on
           and coalesce(section_enrollment.ends_on, section.ends_on, run.as_of_on) >= run.as_of_on) as is_current
from sources.section_enrollment
cross join engine.run
join warehouse.section on section.source_id = section_enrollment.section_id
join warehouse.student on student.source_id = section_enrollment.person_id
where section_enrollment.role = 'student'
group by run.tenant_id, section_enrollment.section_id, section_enrollment.person_id
