select section.source_id as subject, 'no teacher in the roster' as detail
from warehouse.section
cross join engine.run
where section.school_year = run.school_year
  and exists (select 1 from warehouse.section_staff)
  and not exists (select 1 from warehouse.section_staff where section_staff.section_key = section.section_key)
