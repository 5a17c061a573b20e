-- One row per student and standard assessed this school year.
select student_key as student_id, standard_code, score, assessed_on, is_mastered from gaps.mastery
