-- One row per program, school and year.
select program_cost.program, stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, program_cost.school_id)) as school_id,
       program_cost.school_year, cast(program_cost.cost_usd as decimal(14, 2)) as cost_usd
from sources.program_cost
cross join engine.run
left join sources.school_identifier on school_identifier.id_value = program_cost.school_id
