-- One row per student and incident, with what followed from it.
select stable_key(run.tenant_id, 'incident', concat(incident.source_id, '|', incident.matched_student_id)) as incident_key,
       stable_key(run.tenant_id, 'student', incident.matched_student_id) as student_key,
       stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, incident.school_id)) as school_key,
       incident.source_id,
       incident.occurred_on,
       incident.incident_type,
       coalesce(incident.action, 'none') as action,
       incident.action in ('in_school_suspension', 'out_of_school_suspension', 'expulsion') as is_suspension,
       incident.days
from sources.incident
cross join engine.run
left join sources.school_identifier on school_identifier.id_value = incident.school_id
where incident.matched_student_id is not null
  and incident.occurred_on <= run.as_of_on
