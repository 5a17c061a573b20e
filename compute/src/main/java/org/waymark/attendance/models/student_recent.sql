-- One row per student: the last 30 calendar days up to the run's date.
select stable_key(run.tenant_id, 'student', student_match.matched_student_id) as student_key,
       cast(count(*) as int) as enrolled_days,
       cast(sum(case when attendance.status in ('absent_excused', 'absent_unexcused', 'suspended_out')
                     then cast(coalesce(attendance.absent_fraction, 1) as decimal(6, 3)) else 0 end) as decimal(9, 3)) as absent_days
from sources.attendance
cross join engine.run
join sources.student_match on student_match.student_id = attendance.student_id
 and student_match.student_state_id is null and student_match.student_alternate_id is null
where attendance.attended_on > add_days(run.as_of_on, -30)
  and attendance.attended_on <= run.as_of_on
group by stable_key(run.tenant_id, 'student', student_match.matched_student_id)
