-- One row per student and year of enrollment, with the groups that the student was in during that year.
-- Membership is dated where the district's program file has the program: any day of the year counts, so that a
-- leaver stays what the leaver was. Without such a file the demographics of today speak; silent is null, never false.
with stay as (
  select student_key, school_year, school_key, grade_level,
         row_number() over (partition by student_key, school_year order by starts_on desc, school_key) as nth
  from warehouse.enrollment
),
covered as (
  select bool_or(program = 'ell') as ell, bool_or(program = 'sped') as sped, bool_or(program = 'section_504') as section_504,
         bool_or(program = 'frl') as frl
  from warehouse.program_participation
),
member as (
  select stay.student_key, stay.school_year,
         bool_or(program_participation.program = 'ell') as ell,
         bool_or(program_participation.program = 'sped') as sped,
         bool_or(program_participation.program = 'section_504') as section_504,
         bool_or(program_participation.program = 'frl' and coalesce(lower(program_participation.detail), 'free') in ('free', 'reduced')) as frl
  from stay
  cross join engine.run
  join warehouse.program_participation
    on program_participation.student_key = stay.student_key
   and program_participation.starts_on <= run.as_of_on
   and program_participation.starts_on <= cast(concat(cast(stay.school_year as varchar(4)), '-06-30') as date)
   and (program_participation.ends_on is null
        or program_participation.ends_on >= cast(concat(cast(stay.school_year - 1 as varchar(4)), '-07-01') as date))
  where stay.nth = 1
  group by stay.student_key, stay.school_year
)
select stay.student_key, stay.school_year, stay.school_key, coalesce(stay.grade_level, 'unknown') as grade_level,
       case when covered.ell then coalesce(member.ell, false) else student.is_ell end as is_ell,
       case when covered.sped then coalesce(member.sped, false) else student.is_sped end as is_sped,
       case when covered.section_504 then coalesce(member.section_504, false) else student.is_504 end as is_504,
       case when covered.frl then coalesce(member.frl, false) else student.frl_status in ('free', 'reduced') end as is_frl,
       student.race_ethnicity
from stay
cross join covered
join warehouse.student on student.student_key = stay.student_key
left join member on member.student_key = stay.student_key and member.school_year = stay.school_year
where stay.nth = 1
