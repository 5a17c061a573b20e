-- One row per student, group and time in it. ELL, SPED, 504 and FRL follow the dated program file where the district
-- has one; a flag without dates holds for all time, and so does race.
with dated as (
  select distinct program from warehouse.program_participation
  where program in ('ell', 'sped', 'section_504', 'frl')
)
select student_key, program as subgroup, starts_on, ends_on
from warehouse.program_participation
where program in ('ell', 'sped', 'section_504')
   or (program = 'frl' and coalesce(lower(detail), 'free') in ('free', 'reduced'))
union all
select student_key, subgroup, cast(null as date), cast(null as date)
from warehouse.student_subgroup
where subgroup <> 'all'
  and subgroup not in (select program from dated)
