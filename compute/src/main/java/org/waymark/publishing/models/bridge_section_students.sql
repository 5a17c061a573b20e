-- One row per student's place in a section.
select section_key as section_id, student_key as student_id, starts_on, ends_on, is_current from warehouse.section_student
-- A student lies together: whoever sees some hundred of them reads a page for each, not ten.
order by student_id, section_id
