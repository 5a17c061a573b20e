select certification.staff_id as subject, concat('the newest certification ended on ', max(certification.valid_until)) as detail
from sources.certification
cross join engine.run
where exists (
  select 1 from sources.staff_assignment
  where staff_assignment.staff_id = certification.staff_id and staff_assignment.position = 'classroom_teacher'
    and staff_assignment.school_year = run.school_year
    and (staff_assignment.ends_on is null or staff_assignment.ends_on >= run.as_of_on))
group by certification.staff_id, run.as_of_on
having max(coalesce(certification.valid_until, run.as_of_on)) < run.as_of_on
