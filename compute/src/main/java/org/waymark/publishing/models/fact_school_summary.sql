-- One row per school, grade, group and year: numerators beside denominators.
select school_key as school_id, grade_level, subgroup, school_year, students, chronic_students, chronic_of, enrolled_days, absent_days,
       mean_gpa, gpa_students, courses_completed, courses_attempted, tier_low, tier_some, tier_at_risk, tier_high, tier_unknown
from overview.school_summary
