-- One row per student, program and school year in which the student took part on any day.
-- Services that come with a student (English learning, special education, 504, lunch) are groups, not programs: left out.
select program_participation.student_key, program_participation.program, student_year.school_year,
       min(program_participation.starts_on) as starts_on
from equity.student_year
cross join engine.run
join warehouse.program_participation
  on program_participation.student_key = student_year.student_key
 and program_participation.starts_on <= run.as_of_on
 and program_participation.starts_on <= cast(concat(cast(student_year.school_year as varchar(4)), '-06-30') as date)
 and (program_participation.ends_on is null
      or program_participation.ends_on >= cast(concat(cast(student_year.school_year - 1 as varchar(4)), '-07-01') as date))
where program_participation.program not in ('ell', 'sped', 'section_504', 'frl')
group by program_participation.student_key, program_participation.program, student_year.school_year
