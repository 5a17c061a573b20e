-- One row per student's time with a counselor, with the counselor's name.
select caseload.student_key as student_id, caseload.staff_key as staff_id,
       coalesce(dim_staff.staff_name, concat('Counselor ', caseload.staff_id)) as counselor_name,
       caseload.starts_on, caseload.ends_on, caseload.is_current
from warehouse.caseload
left join publishing.dim_staff on dim_staff.staff_id = caseload.staff_key
