-- One row per section, area and student of today: the small group, or why there is none.
select section_key as section_id, area, student_key as student_id, group_number, focus_codes, missing_codes, missing, assessed, reason
from gaps.reteach_group
