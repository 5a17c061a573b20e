-- One row per educator's place in a section.
select section_key as section_id, staff_key as staff_id, is_primary, is_current from warehouse.section_staff
