-- One row per cohort, subject, season and scale with its scores' moments, unrounded. A score belongs to the cohort in
-- which the student was on the day of the test; each student counts once per season, with the last valid score.
-- The target is the district's own where it loaded one, else the state's.
-- is_used marks the one scale that a cohort's season is told in: scales are never mixed. Where several tests were taken
-- by about as many students (within a fifth), the one that the district uses most.
-- Medians are read off sorted rows: DuckDB sorts on disk when memory is short, while its median() of so many groups takes tens of gigabytes.
with season_score as (
  select result.student_key, result.subject, result.season, result.school_year, result.platform, result.score_scale,
         result.grade_level, result.tested_on, result.score, result.percentile, result.growth_index, result.proficiency_level,
         result.norm_edition, student_growth.sgp,
         dense_rank() over (order by result.subject, result.season, result.school_year, result.score_scale) as test_number
  from assessment.result
  left join growth.student_growth on student_growth.assessment_key = result.assessment_key
  where result.is_season_score and result.season in ('fall', 'winter', 'spring') and result.score is not null
),
season as (
  select 'fall' as season union all select 'winter' union all select 'spring'
),
target as (
  select norm.score_scale, norm.subject, norm.grade_level, season.season,
         coalesce(max(case when norm.standard_type = 'client_target' then norm.p50 end), max(norm.p50)) as cut_score
  from norms.norm
  join season on norm.season is null or norm.season = season.season
  where norm.standard_type in ('client_target', 'state_standard')
  group by norm.score_scale, norm.subject, norm.grade_level, season.season
),
test as (
  select distinct test_number, subject, season, school_year, score_scale from season_score
),
ranked as (
  select membership.cohort_key, season_score.test_number, season_score.score, season_score.percentile,
         row_number() over (partition by membership.cohort_key, season_score.test_number order by season_score.score) as score_rank,
         count(*) over (partition by membership.cohort_key, season_score.test_number) as scores,
         row_number() over (partition by membership.cohort_key, season_score.test_number order by season_score.percentile nulls last) as percentile_rank,
         count(season_score.percentile) over (partition by membership.cohort_key, season_score.test_number) as percentiles
  from season_score
  join cohorts.membership
    on membership.student_key = season_score.student_key
   and membership.school_year = season_score.school_year
   and (membership.starts_on is null or membership.starts_on <= season_score.tested_on)
   and (membership.ends_on is null or membership.ends_on >= season_score.tested_on)
   and (membership.subject is null or membership.subject = season_score.subject)
),
middle as (
  select cohort_key, test_number,
         avg(case when 2 * score_rank between scores and scores + 2 then score end) as median_score,
         avg(case when 2 * percentile_rank between percentiles and percentiles + 2 then cast(percentile as double) end) as median_percentile
  from ranked
  group by cohort_key, test_number
),
counted as (
  select membership.cohort_key, season_score.test_number,
         max(season_score.platform) as platform,
         count(*) as student_count,
         avg(season_score.score) as mean_score,
         stddev_samp(season_score.score) as sd_score,
         count(season_score.proficiency_level) as level_count,
         count(case when season_score.proficiency_level = 'below' then 1 end) as below_count,
         count(case when season_score.proficiency_level = 'approaching' then 1 end) as approaching_count,
         count(case when season_score.proficiency_level = 'meets' then 1 end) as meets_count,
         count(case when season_score.proficiency_level = 'exceeds' then 1 end) as exceeds_count,
         count(season_score.percentile) as percentile_count,
         avg(cast(season_score.percentile as double)) as mean_percentile,
         min(season_score.norm_edition) as first_edition,
         max(season_score.norm_edition) as last_edition,
         avg(season_score.growth_index) as mean_growth_index,
         count(season_score.sgp) as growth_count,
         avg(cast(season_score.sgp as double)) as mean_growth,
         count(target.cut_score) as target_count,
         count(case when season_score.score >= target.cut_score then 1 end) as met_target_count,
         min(season_score.grade_level) as first_grade,
         max(season_score.grade_level) as last_grade
  from season_score
  join cohorts.membership
    on membership.student_key = season_score.student_key
   and membership.school_year = season_score.school_year
   and (membership.starts_on is null or membership.starts_on <= season_score.tested_on)
   and (membership.ends_on is null or membership.ends_on >= season_score.tested_on)
   and (membership.subject is null or membership.subject = season_score.subject)
  left join target
    on target.score_scale = season_score.score_scale and target.subject = season_score.subject
   and target.grade_level = season_score.grade_level and target.season = season_score.season
  group by membership.cohort_key, season_score.test_number
),
used_most as (
  select subject, score_scale, count(*) as sittings
  from season_score
  group by subject, score_scale
),
compared as (
  select counted.*, test.subject, test.season, test.school_year, test.score_scale, middle.median_score, middle.median_percentile,
         used_most.sittings, max(counted.student_count) over (partition by counted.cohort_key, test.subject, test.season) as most
  from counted
  join test on test.test_number = counted.test_number
  join middle on middle.cohort_key = counted.cohort_key and middle.test_number = counted.test_number
  join used_most on used_most.subject = test.subject and used_most.score_scale = test.score_scale
)
select cohort_key, subject, season, school_year, score_scale, platform, student_count, mean_score, median_score, sd_score,
       level_count, below_count, approaching_count, meets_count, exceeds_count, percentile_count, mean_percentile, median_percentile,
       case when first_edition = last_edition then first_edition end as percentile_edition,
       mean_growth_index, growth_count, mean_growth, target_count, met_target_count,
       case when first_grade = last_grade then first_grade end as tested_grade,
       row_number() over (
         partition by cohort_key, subject, season
         order by case when student_count * 5 >= most * 4 then 0 else 1 end, sittings desc, score_scale) = 1 as is_used
from compared
