-- Who is at which school today: what the row-level security of school leaders reads. Nobody sees this table.
select distinct student_key as student_id, school_key as school_id from warehouse.enrollment where is_current
-- A school lies together, since it is asked for together.
order by school_id, student_id
