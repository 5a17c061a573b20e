-- One row per educator.
select staff_key as staff_id, source_id, staff_id as local_staff_id,
       concat(coalesce(given_name, ''), ' ', coalesce(family_name, '')) as staff_name, email
from warehouse.staff
