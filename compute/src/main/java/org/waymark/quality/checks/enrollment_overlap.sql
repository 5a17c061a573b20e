select student.sis_id as subject,
       concat('enrolled twice from ', greatest(a.starts_on, b.starts_on), ' on') as detail
from warehouse.enrollment as a
join warehouse.enrollment as b
  on b.student_key = a.student_key and a.enrollment_key <> b.enrollment_key
 and (a.starts_on < b.starts_on or (a.starts_on = b.starts_on and a.enrollment_key < b.enrollment_key))
 and b.starts_on <= coalesce(a.ends_on, cast('9999-12-31' as date))
 and a.starts_on <= coalesce(b.ends_on, cast('9999-12-31' as date))
join warehouse.student on student.student_key = a.student_key
