-- One row per standard for each section, grade at a school, school and for the district, with the place of class-wide
-- gaps in the order of reteaching.
select standard_gap.scope, standard_gap.school_key as school_id, standard_gap.grade_level, standard_gap.section_key as section_id,
       standard_gap.area, standard_gap.standard_code, standard_gap.assessed, standard_gap.below, standard_gap.share_below,
       standard_gap.is_class_gap, reteach.priority, coalesce(standard_gap.reason, reteach.reason) as reason
from gaps.standard_gap
left join gaps.reteach
  on reteach.scope = standard_gap.scope
 and reteach.school_key is not distinct from standard_gap.school_key
 and reteach.grade_level is not distinct from standard_gap.grade_level
 and reteach.section_key is not distinct from standard_gap.section_key
 and reteach.standard_code = standard_gap.standard_code
