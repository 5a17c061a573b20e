-- One row per group, measure, window and scope; rows of the district have no school and only the district sees them.
select scope, school_key as school_id, grade_level, school_year, season, subject, platform, measure, subgroup, group_students, other_students, group_value, other_value, difference, difference_low, difference_high, effect_size, effect_low, effect_high, p_value, p_listed, rate_ratio, is_below_four_fifths, adjusted_difference, adjusted_low, adjusted_high, adjusted_p, adjusted_students, held_equal, unmeasured_students, reason, adjusted_reason
from equity.gap
