select section.source_id as subject, concat(count(*), ' students') as detail
from warehouse.section_student
join warehouse.section on section.section_key = section_student.section_key
group by section.source_id
having count(*) > 80
