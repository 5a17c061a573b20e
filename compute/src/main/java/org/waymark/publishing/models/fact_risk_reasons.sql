-- One row per student with a chance and topic: what raises or lowers it.
select reason.student_key as student_id, reason.position, reason.feature, reason.value, reason.contribution, reason.effect, reason.reason
from risk.reason
