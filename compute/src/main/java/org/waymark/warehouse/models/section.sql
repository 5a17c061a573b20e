-- One row per class section, with the school and the terms in which it meets.
with terms as (
  select section.source_id as section_id, min(academic_session.starts_on) as starts_on, max(academic_session.ends_on) as ends_on,
         max(academic_session.school_year) as school_year, min(academic_session.title) as term
  from sources.section
  join sources.academic_session
    on concat(',', section.session_ids, ',') like concat('%,', academic_session.source_id, ',%')
  group by section.source_id
)
select stable_key(run.tenant_id, 'section', section.source_id) as section_key,
       section.source_id,
       section.title,
       section.section_code,
       section.section_type,
       case when section.course_id is not null then stable_key(run.tenant_id, 'course', section.course_id) end as course_key,
       stable_key(run.tenant_id, 'school', coalesce(school_identifier.school_source_id, section.school_id)) as school_key,
       section.subject,
       section.period,
       terms.school_year,
       terms.term,
       terms.starts_on,
       terms.ends_on
from sources.section
cross join engine.run
left join sources.school_identifier on school_identifier.id_value = section.school_id
left join terms on terms.section_id = section.source_id
