-- One row per section, area and school day of the two weeks ahead.
select section_key as section_id, school_key as school_id, area, day_number, day_on, kind, standard_code, warm_up_code, group_number,
       check_codes, words, has_teacher
from gaps.reteach_plan
