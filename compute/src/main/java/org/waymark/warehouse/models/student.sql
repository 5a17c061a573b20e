-- One row per student of the roster, or of the SIS extract where there is no roster.
-- Program flags are as of the run's date: the programs file first, the demographics file where it is silent.
with listed as (
  select distinct student_id from sources.student_identifier
),
profile as (
  select matched_student_id as student_id, max(birth_on) as birth_on, max(sex) as sex, max(race_ethnicity) as race_ethnicity,
         bool_or(hispanic) as hispanic, bool_or(american_indian) as american_indian, bool_or(asian) as asian,
         bool_or(black) as black, bool_or(pacific_islander) as pacific_islander, bool_or(white) as white,
         bool_or(two_or_more) as two_or_more, bool_or(is_ell) as is_ell, bool_or(is_sped) as is_sped,
         bool_or(is_504) as is_504, max(frl_status) as frl_status, max(home_language) as home_language
  from sources.demographics
  where matched_student_id is not null
  group by matched_student_id
),
program as (
  select program_membership.matched_student_id as student_id,
         bool_or(program_membership.program = 'ell') as is_ell,
         bool_or(program_membership.program = 'sped') as is_sped,
         bool_or(program_membership.program = 'section_504') as is_504,
         max(case when program_membership.program = 'frl' then coalesce(lower(program_membership.detail), 'free') end) as frl_status
  from sources.program_membership
  cross join engine.run
  where program_membership.starts_on <= run.as_of_on
    and (program_membership.ends_on is null or program_membership.ends_on >= run.as_of_on)
    and program_membership.matched_student_id is not null
  group by program_membership.matched_student_id
),
covered as (
  select bool_or(program = 'ell') as ell, bool_or(program = 'sped') as sped, bool_or(program = 'section_504') as section_504,
         bool_or(program = 'frl') as frl
  from sources.program_membership
),
latest_stay as (
  select student_key, grade_level, school_key, is_current,
         row_number() over (partition by student_key order by is_current desc, starts_on desc, school_key) as nth
  from warehouse.enrollment
)
select stable_key(run.tenant_id, 'student', listed.student_id) as student_key,
       listed.student_id as source_id,
       coalesce(person.local_id, listed.student_id) as sis_id,
       person.state_id,
       person.given_name,
       person.family_name,
       person.email,
       profile.birth_on,
       profile.sex,
       case
         when profile.race_ethnicity is not null then profile.race_ethnicity
         when profile.hispanic then 'hispanic'
         when profile.two_or_more then 'two_or_more'
         when (case when profile.american_indian then 1 else 0 end + case when profile.asian then 1 else 0 end
               + case when profile.black then 1 else 0 end + case when profile.pacific_islander then 1 else 0 end
               + case when profile.white then 1 else 0 end) > 1 then 'two_or_more'
         when profile.american_indian then 'american_indian'
         when profile.asian then 'asian'
         when profile.black then 'black'
         when profile.pacific_islander then 'pacific_islander'
         when profile.white then 'white'
       end as race_ethnicity,
       coalesce(program.is_ell, case when covered.ell then false end, profile.is_ell) as is_ell,
       coalesce(program.is_sped, case when covered.sped then false end, profile.is_sped) as is_sped,
       coalesce(program.is_504, case when covered.section_504 then false end, profile.is_504) as is_504,
       coalesce(program.frl_status, case when covered.frl then 'none' end, profile.frl_status) as frl_status,
       profile.home_language,
       coalesce(latest_stay.grade_level, person.grade_level) as grade_level,
       latest_stay.school_key as current_school_key,
       coalesce(latest_stay.is_current, false) as is_enrolled
from listed
cross join engine.run
cross join covered
left join sources.person on person.source_id = listed.student_id
left join profile on profile.student_id = listed.student_id
left join program on program.student_id = listed.student_id
left join latest_stay
  on latest_stay.student_key = stable_key(run.tenant_id, 'student', listed.student_id) and latest_stay.nth = 1
