-- One row per class section.
select section_key as section_id, course_key as course_id, school_key as school_id, coalesce(title, section_code, source_id) as section_name,
       school_year, term, period
from warehouse.section
