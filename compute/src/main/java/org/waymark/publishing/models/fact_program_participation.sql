-- One row per student's time in a program.
select student_key as student_id, program, detail, school_key as school_id, starts_on, ends_on from warehouse.program_participation
