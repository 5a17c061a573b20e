-- One row per educator's place in a section.
select stable_key(run.tenant_id, 'section', section_enrollment.section_id) as section_key,
       stable_key(run.tenant_id, 'staff', section_enrollment.person_id) as staff_key,
       bool_or(coalesce(section_enrollment.is_primary, true)) as is_primary,
       bool_or(coalesce(section_enrollment.starts_on, section.starts_on, run.as_of_on) <= run.as_of_on
           and coalesce(section_enrollment.ends_on, section.ends_on, run.as_of_on) >= run.as_of_on) as is_current
from sources.section_enrollment
cross join engine.run
join warehouse.section on section.source_id = section_enrollment.section_id
where section_enrollment.role <> 'student'
group by run.tenant_id, section_enrollment.section_id, section_enrollment.person_id
