-- One row per student, standard and assessment, on a scale from 0 to 100.
select stable_key(run.tenant_id, 'student', standard_score.matched_student_id) as student_key,
       standard_score.standard_code, standard_score.subject, standard_score.grade_level, standard_score.score,
       standard_score.points_possible, standard_score.assessed_on, standard_score.assessment_name,
       standard_score.school_year
from sources.standard_score
cross join engine.run
where standard_score.matched_student_id is not null
  and standard_score.assessed_on <= run.as_of_on
