-- One row per student and stretch of weeks of this school year with the same signs.
select tier_week.student_key as student_id, tier_week.starts_on, tier_week.ends_on, tier_week.weeks, tier_week.tier,
       tier_week.yellow_flags, tier_week.red_flags, tier_week.unknown_flags
from risk.tier_week
