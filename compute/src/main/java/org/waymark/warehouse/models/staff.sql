-- One row per educator, from the roster and the staff file together.
with listed as (
  select staff_source_id, max(id_value) as any_id from warehouse.staff_identifier group by staff_source_id
),
hr as (
  select staff_identifier.staff_source_id, max(staff.staff_id) as staff_id, max(staff.given_name) as given_name, max(staff.family_name) as family_name,
         max(staff.email) as email, max(staff.birth_on) as birth_on, max(staff.license_number) as license_number,
         max(staff.hired_on) as hired_on, max(staff.left_on) as left_on
  from sources.staff
  join warehouse.staff_identifier on staff_identifier.id_value = staff.staff_id
  group by staff_identifier.staff_source_id
)
select stable_key(run.tenant_id, 'staff', listed.staff_source_id) as staff_key,
       listed.staff_source_id as source_id,
       coalesce(hr.staff_id, person.local_id, listed.staff_source_id) as staff_id,
       coalesce(person.given_name, hr.given_name) as given_name,
       coalesce(person.family_name, hr.family_name) as family_name,
       coalesce(person.email, hr.email) as email,
       person.role,
       hr.birth_on,
       hr.license_number,
       hr.hired_on,
       hr.left_on
from listed
cross join engine.run
left join sources.person on person.source_id = listed.staff_source_id
left join hr on hr.staff_source_id = listed.staff_source_id
