-- One row per student and stretch of weeks of this school year with the same signs, looked at on the weekday of the run.
-- Each week is judged by what was known then and by today's thresholds.
with week as (
  select sign.student_key, sign.as_of_on, sign.tier, sign.yellow_flags, sign.red_flags, sign.unknown_flags,
         row_number() over (partition by sign.student_key order by sign.as_of_on) as nth,
         row_number() over (partition by sign.student_key, sign.tier, sign.yellow_flags, sign.red_flags, sign.unknown_flags order by sign.as_of_on) as nth_alike
  from risk.sign
  join risk.as_of on as_of.as_of_on = sign.as_of_on and as_of.is_week
)
select student_key, min(as_of_on) as starts_on, max(as_of_on) as ends_on, cast(count(*) as int) as weeks,
       tier, yellow_flags, red_flags, unknown_flags
from week
group by student_key, tier, yellow_flags, red_flags, unknown_flags, nth - nth_alike
