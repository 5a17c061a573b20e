-- One row per certification, with its standing on the run's day.
select staff.staff_key as staff_id, certification.certification, certification.subject, certification.valid_until,
       case
         when certification.valid_until is null then 'no end date given'
         when certification.valid_until < run.as_of_on then 'expired'
         when certification.valid_from > run.as_of_on then 'not yet valid'
         else 'valid'
       end as status
from sources.certification
cross join engine.run
join warehouse.staff_identifier on staff_identifier.id_value = certification.staff_id
join warehouse.staff on staff.source_id = staff_identifier.staff_source_id
