-- Who teaches or counsels whom today: what the row-level security of teachers and counselors reads. Nobody sees this table.
select distinct section_staff.staff_key as staff_id, section_student.student_key as student_id, 'section' as relation
from warehouse.section_staff
join warehouse.section_student on section_student.section_key = section_staff.section_key
where section_staff.is_current and section_student.is_current
union all
select distinct caseload.staff_key, caseload.student_key, 'caseload'
from warehouse.caseload
where caseload.is_current
-- What one educator has lies together, since it is asked for together.
order by staff_id, student_id
