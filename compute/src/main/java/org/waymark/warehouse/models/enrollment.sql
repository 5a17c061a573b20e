-- One row per stay of a student at a school (SCD2): a transfer closes one row and opens the next.
-- ends_on is the last enrolled day; null while the stay is open. An open stay is closed by a newer one that is still
-- open, or by the next school year; a newer stay that has already ended may have been a visit, so both stand and a check says so.
-- Without an enrollment file the stays are read from the section rosters, and say so.
with from_file as (
  select school_enrollment.matched_student_id as student_id,
         coalesce(school_identifier.school_source_id, school_enrollment.school_id) as school_id,
         school_enrollment.grade_level, school_enrollment.starts_on, school_enrollment.ends_on,
         school_enrollment.entry_code, school_enrollment.exit_code,
         coalesce(school_enrollment.school_year,
           year(school_enrollment.starts_on) + case when month(school_enrollment.starts_on) >= 7 then 1 else 0 end) as school_year,
         'file' as origin
  from sources.school_enrollment
  left join sources.school_identifier on school_identifier.id_value = school_enrollment.school_id
  where school_enrollment.matched_student_id is not null
),
roster_dates as (
  select section_enrollment.person_id as student_id,
         coalesce(school_identifier.school_source_id, section.school_id, section_enrollment.school_id) as school_id,
         person.grade_level,
         coalesce(section_enrollment.starts_on, sessions.starts_on) as starts_on,
         coalesce(section_enrollment.ends_on, sessions.ends_on) as ends_on
  from sources.section_enrollment
  join sources.section on section.source_id = section_enrollment.section_id
  left join sources.person on person.source_id = section_enrollment.person_id
  left join sources.school_identifier on school_identifier.id_value = section.school_id
  left join (
    select section.source_id as section_id, min(academic_session.starts_on) as starts_on, max(academic_session.ends_on) as ends_on
    from sources.section
    join sources.academic_session
      on concat(',', section.session_ids, ',') like concat('%,', academic_session.source_id, ',%')
    group by section.source_id
  ) as sessions on sessions.section_id = section.source_id
  where section_enrollment.role = 'student'
),
from_roster as (
  select student_id, school_id, max(grade_level) as grade_level, min(starts_on) as starts_on, max(ends_on) as ends_on,
         cast(null as varchar(100)) as entry_code, cast(null as varchar(100)) as exit_code,
         year(starts_on) + case when month(starts_on) >= 7 then 1 else 0 end as school_year,
         'roster' as origin
  from roster_dates
  where starts_on is not null
    and not exists (select 1 from sources.school_enrollment)
  group by student_id, school_id, year(starts_on) + case when month(starts_on) >= 7 then 1 else 0 end
),
stay as (
  select * from from_file
  union all
  select * from from_roster
),
ordered as (
  select stay.*,
         lead(starts_on) over (partition by student_id order by starts_on, school_id) as next_starts_on,
         lead(ends_on) over (partition by student_id order by starts_on, school_id) as next_ends_on,
         lead(school_year) over (partition by student_id order by starts_on, school_id) as next_school_year
  from stay
),
closed as (
  select ordered.*,
         case when ends_on is null and next_starts_on > starts_on and (next_ends_on is null or next_school_year > school_year)
              then add_days(next_starts_on, -1) else ends_on end as last_on
  from ordered
)
select stable_key(run.tenant_id, 'enrollment', concat(closed.student_id, '|', closed.school_id, '|', cast(closed.starts_on as varchar(10)))) as enrollment_key,
       stable_key(run.tenant_id, 'student', closed.student_id) as student_key,
       stable_key(run.tenant_id, 'school', closed.school_id) as school_key,
       closed.school_year,
       closed.grade_level,
       closed.starts_on,
       closed.last_on as ends_on,
       closed.entry_code,
       closed.exit_code,
       closed.origin,
       closed.starts_on <= run.as_of_on and (closed.last_on is null or closed.last_on >= run.as_of_on) as is_current
from closed
cross join engine.run
