-- One row per thing that a cohort's figures say loudly enough: a significant decline or improvement of more than 0.3
-- standard deviations against last year, a median percentile that fell by more than 10, a cohort clearly below its norm
-- in the current year. Whole grades only: smaller groups are looked up, not shouted.
with compared as (
  select comparison.cohort_key, comparison.school_year, comparison.subject, comparison.season, comparison.effect_size,
         comparison.difference, comparison.difference_low, comparison.difference_high, comparison.percentile_change,
         comparison.direction, comparison.is_decline_alert, comparison.is_percentile_alert, comparison.narrative,
         cohort.short_name, cohort.school_key
  from cohorts.comparison
  join cohorts.cohort on cohort.cohort_key = comparison.cohort_key
  where cohort.cohort_type = 'grade-year' and comparison.reason is null
),
finding as (
  select cohort_key, school_key, school_year, subject, season, 'decline' as kind, 'alert' as insight_type,
         case when effect_size < -0.5 then 'critical' else 'warning' end as severity,
         concat(short_name, ': ', subject, ' scores fell against last year') as title,
         narrative as body,
         difference as value, difference_low as low, difference_high as high
  from compared
  where is_decline_alert
  union all
  select cohort_key, school_key, school_year, subject, season, 'percentile_drop', 'alert', 'warning',
         concat(short_name, ': the median national percentile in ', subject, ' fell by ', plain_number(round(-percentile_change, 1))),
         concat(short_name, ', ', subject, ', ', season, ': the median student stands ', plain_number(round(-percentile_change, 1)),
           ' percentiles lower than last year''s.'),
         percentile_change, cast(null as double), cast(null as double)
  from compared
  where is_percentile_alert
  union all
  select cohort_key, school_key, school_year, subject, season, 'improvement', 'trend', 'info',
         concat(short_name, ': ', subject, ' scores rose against last year'),
         narrative, difference, difference_low, difference_high
  from compared
  where direction = 'improvement' and effect_size > 0.3
  union all
  select metric.cohort_key, cohort.school_key, metric.school_year, metric.subject, metric.season, 'below_norm', 'alert', 'warning',
         concat(cohort.short_name, ': ', metric.subject, ' is below the norm'),
         concat(cohort.short_name, ', ', metric.subject, ', ', metric.season, ': the mean is ', plain_number(round(-metric.difference, 1)),
           ' points below ', metric.norm_edition, ' (', cast(metric.student_count as varchar(10)), ' students).'),
         metric.difference, metric.difference_low, metric.difference_high
  from cohorts.metric
  cross join engine.run
  join cohorts.cohort on cohort.cohort_key = metric.cohort_key
  where cohort.cohort_type = 'grade-year' and metric.standing = 'below' and metric.p_adjusted < 0.05
    and metric.school_year = run.school_year
)
select stable_key(run.tenant_id, 'finding', concat(finding.kind, '|', cast(finding.cohort_key as varchar(20)), '|', finding.subject, '|', finding.season)) as finding_key,
       finding.*
from finding
cross join engine.run
