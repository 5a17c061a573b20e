-- One row per student's time in a program: services (ELL, SPED, 504, FRL) and interventions alike.
select stable_key(run.tenant_id, 'student', program_membership.matched_student_id) as student_key,
       program_membership.program,
       program_membership.detail,
       stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, program_membership.school_id)) as school_key,
       program_membership.starts_on,
       program_membership.ends_on
from sources.program_membership
cross join engine.run
left join sources.school_identifier on school_identifier.id_value = program_membership.school_id
where program_membership.matched_student_id is not null
