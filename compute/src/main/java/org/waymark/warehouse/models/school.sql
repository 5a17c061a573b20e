-- One row per school that the roster or any fact names.
-- A school without a roster row keeps its id as its name: unknown is shown, not dropped.
with named as (
  select distinct school_source_id from sources.school_identifier
),
grades as (
  select school_identifier.school_source_id, min(grade_level.grade_order) as lowest, max(grade_level.grade_order) as highest
  from sources.school_enrollment
  join sources.school_identifier on school_identifier.id_value = school_enrollment.school_id
  join warehouse.grade_level on grade_level.grade_level = school_enrollment.grade_level
  group by school_identifier.school_source_id
)
select stable_key(run.tenant_id, 'school', named.school_source_id) as school_key,
       named.school_source_id as source_id,
       coalesce(organization.name, named.school_source_id) as school_name,
       organization.identifier as school_code,
       organization.nces_id,
       case
         when grades.highest is null then null
         when grades.highest <= 6 then 'elementary'
         when grades.highest <= 8 then 'middle'
         when grades.lowest <= 5 then 'combined'
         else 'high'
       end as school_type,
       district.name as district_name
from named
cross join engine.run
left join sources.organization on organization.source_id = named.school_source_id
left join sources.organization as district
  on district.source_id = organization.parent_id and district.type = 'district'
left join grades on grades.school_source_id = named.school_source_id
where organization.type is null or organization.type = 'school'
