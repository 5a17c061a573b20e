-- One row per student, under the names that dashboards already use.
select student.student_key as student_id, cast(null as varchar(50)) as clever_id, student.sis_id, student.state_id,
       student.given_name as first_name, student.family_name as last_name, student.birth_on as date_of_birth, student.sex as gender,
       student.race_ethnicity, student.is_ell as ell_status, student.is_sped as sped_status, student.is_504 as section_504_status,
       student.frl_status, student.grade_level, student.current_school_key as current_school_id, student.is_enrolled,
       run.as_of_on as created_at, run.as_of_on as updated_at,
       lower(concat(student.family_name, ' ', student.given_name)) as search_family,
       lower(concat(student.given_name, ' ', student.family_name)) as search_given
from warehouse.student
cross join engine.run
-- A school lies together: its leader reads a few pages of the table instead of all.
order by current_school_id, student_id
