-- One row per student enrolled today: this week's tier beside last week's. Flagged is at_risk or high. new: flagged, and not last week ·
-- escalated: flagged both weeks, with a higher tier or more signs · recovering: flagged last week, and lower now · continuing: flagged
-- both weeks otherwise · none: flagged in neither · unknown: no indicator has data.
with week as (
  select sign.student_key, sign.as_of_on, sign.tier, sign.red_flags, sign.yellow_flags, as_of.is_today,
         sign.tier in ('at_risk', 'high') as is_flagged,
         case sign.tier when 'high' then 3 when 'at_risk' then 2 when 'some' then 1 else 0 end as height
  from risk.sign
  join risk.as_of on as_of.as_of_on = sign.as_of_on and as_of.is_week
),
calm as (
  select student_key, max(as_of_on) as calm_on from week where not is_flagged group by student_key
),
stretch as (
  select week.student_key, min(week.as_of_on) as flagged_since_on, cast(count(*) as int) as weeks_flagged
  from week
  left join calm on calm.student_key = week.student_key
  where week.is_flagged and (calm.calm_on is null or week.as_of_on > calm.calm_on)
  group by week.student_key
)
select today.student_key, last_week.tier as last_week_tier,
       case
         when today.tier = 'unknown' then 'unknown'
         when today.is_flagged and not coalesce(last_week.is_flagged, false) then 'new'
         when today.is_flagged and (today.height > last_week.height
           or today.height = last_week.height and today.red_flags + today.yellow_flags > last_week.red_flags + last_week.yellow_flags) then 'escalated'
         when last_week.is_flagged and (not today.is_flagged or today.height < last_week.height) then 'recovering'
         when today.is_flagged then 'continuing'
         else 'none'
       end as movement,
       case when today.is_flagged then stretch.flagged_since_on end as flagged_since_on,
       case when today.is_flagged then stretch.weeks_flagged end as weeks_flagged
from week as today
left join week as last_week on last_week.student_key = today.student_key and last_week.as_of_on = add_days(today.as_of_on, -7)
left join stretch on stretch.student_key = today.student_key
where today.is_today
