select distinct staff_assignment.staff_id as subject, 'classroom teacher without a certification' as detail
from sources.staff_assignment
cross join engine.run
where staff_assignment.position = 'classroom_teacher'
  and staff_assignment.school_year = run.school_year
  and (staff_assignment.ends_on is null or staff_assignment.ends_on >= run.as_of_on)
  and exists (select 1 from sources.certification)
  and not exists (select 1 from sources.certification where certification.staff_id = staff_assignment.staff_id)
