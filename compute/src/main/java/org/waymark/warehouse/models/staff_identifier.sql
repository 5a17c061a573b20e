-- Every way in which a file may name an educator, and the one id behind it.
-- The roster's id leads; an educator whom only the staff file knows keeps the id of that file.
with educator as (
  select person.source_id, person.local_id
  from sources.person
  where person.role in ('teacher', 'administrator', 'aide', 'counselor', 'principal', 'proctor', 'siteAdministrator', 'districtAdministrator')
     or exists (select 1 from sources.person_role where person_role.person_id = person.source_id
                  and person_role.role not in ('student', 'parent', 'guardian', 'relative'))
     or exists (select 1 from sources.section_enrollment where section_enrollment.person_id = person.source_id and section_enrollment.role <> 'student')
),
named as (
  select source_id as id_value, source_id as staff_source_id, 1 as nth from educator
  union all
  select local_id, source_id, 2 from educator where local_id is not null
  union all
  select staff_id, staff_id, 3 from sources.staff
  union all
  select staff_id, staff_id, 4 from sources.staff_assignment
)
select id_value, staff_source_id
from (
  select id_value, staff_source_id, row_number() over (partition by id_value order by nth, staff_source_id) as place from named
) as ranked
where place = 1
