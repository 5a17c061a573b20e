-- One row per student and incident.
select incident_key as incident_id, student_key as student_id, school_key as school_id, occurred_on, incident_type, action, days from warehouse.incident
