-- The same license, e-mail, or birth date with nearly the same name, under two ids.
with person as (
  select staff_id, lower(strip_accents(concat(coalesce(given_name, ''), ' ', coalesce(family_name, '')))) as full_name,
         lower(strip_accents(coalesce(family_name, ''))) as family, lower(email) as email, birth_on, nullif(license_number, '') as license_number
  from sources.staff
),
pair as (
  select a.staff_id as one, b.staff_id as other, 'same license number' as evidence
  from person as a join person as b on a.license_number = b.license_number and a.staff_id < b.staff_id
  union all
  select a.staff_id, b.staff_id, 'same e-mail'
  from person as a join person as b on a.email = b.email and a.staff_id < b.staff_id
  union all
  select a.staff_id, b.staff_id, 'same birth date and nearly the same name'
  from person as a join person as b on a.birth_on = b.birth_on and a.staff_id < b.staff_id
  where jaro_winkler_similarity(a.full_name, b.full_name) >= 0.9
)
select concat(one, ' and ', other) as subject, string_agg(evidence, ', ' order by evidence) as detail
from pair
group by one, other
