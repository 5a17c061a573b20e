-- One row per course of the catalog.
select course_key as course_id, course_code, title as course_title, subject from warehouse.course
