-- One row per student and day missed, excused or not; a part of a day counts as that part.
select stable_key(run.tenant_id, 'student', student_match.matched_student_id) as student_key, attendance.attended_on as missed_on,
       cast(sum(cast(coalesce(attendance.absent_fraction, 1) as decimal(6, 3))) as decimal(9, 3)) as absent_days
from sources.attendance
cross join engine.run
join sources.student_match on student_match.student_id = attendance.student_id
 and student_match.student_state_id is null and student_match.student_alternate_id is null
where attendance.status in ('absent_excused', 'absent_unexcused', 'suspended_out')
  and attendance.attended_on <= run.as_of_on
group by stable_key(run.tenant_id, 'student', student_match.matched_student_id), attendance.attended_on
