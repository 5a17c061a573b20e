-- One row per student, standard and assessment.
select student_key as student_id, standard_code, subject, grade_level, score, assessed_on, assessment_name from assessment.standard_score
