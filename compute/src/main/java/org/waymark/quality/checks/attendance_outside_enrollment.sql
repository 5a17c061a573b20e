select student.sis_id as subject, concat(bit_count(student_month.submitted_days - (student_month.submitted_days & coalesce(enrolled_month.enrolled_days, 0))), ' days in ', strftime(student_month.month_on, '%Y-%m')) as detail
from attendance.student_month
left join attendance.enrolled_month
  on enrolled_month.student_key = student_month.student_key and enrolled_month.school_key = student_month.school_key
 and enrolled_month.month_on = student_month.month_on
join warehouse.student on student.student_key = student_month.student_key
where (student_month.submitted_days & coalesce(enrolled_month.enrolled_days, 0)) <> student_month.submitted_days
  and exists (select 1 from warehouse.enrollment)
