-- One row per student enrolled today while a released model is on duty.
select score.student_key as student_id, score.school_key as school_id, score.grade_level, score.as_of_on, score.model_id, score.duty, score.probability, score.second_opinion, score.band, score.base_probability, score.target_period, score.unknown_reason
from risk.score
