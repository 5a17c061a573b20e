-- One row per student's time with a counselor. A counselor whom neither roster nor staff file knows stays, by the id of this file.
select stable_key(run.tenant_id, 'student', caseload.matched_student_id) as student_key,
       stable_key(run.tenant_id, 'staff', coalesce(staff_identifier.staff_source_id, caseload.staff_id)) as staff_key,
       caseload.staff_id,
       caseload.starts_on,
       caseload.ends_on,
       coalesce(caseload.starts_on, run.as_of_on) <= run.as_of_on
         and coalesce(caseload.ends_on, run.as_of_on) >= run.as_of_on as is_current
from sources.caseload
cross join engine.run
left join warehouse.staff_identifier on staff_identifier.id_value = caseload.staff_id
where caseload.matched_student_id is not null
