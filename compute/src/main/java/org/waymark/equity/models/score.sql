-- One row per season score, in standard deviations, so that grades may be pooled.
-- Where the test has a norm, the yardstick is the norm's mean and standard deviation of the grade and season, one
-- edition throughout; a grade that the norm does not reach is left without. A test without any norm is measured
-- by the district's own mean and standard deviation of the same grade, season and year. Never a mixture of both.
with season_score as (
  select student_key, school_key, platform, score_scale, subject, grade_level, school_year, season, tested_on, score, proficiency_level
  from assessment.result
  where is_season_score and score is not null
),
norm as (
  select norm.score_scale, norm.subject, norm.grade_level, norm.season, max(norm.mean) as mean, max(norm.sd) as sd
  from norms.norm
  join norms.chosen
    on chosen.score_scale = norm.score_scale and chosen.subject = norm.subject and chosen.edition = norm.edition
  where norm.standard_type = 'national_norm' and norm.sd > 0 and norm.mean is not null
  group by norm.score_scale, norm.subject, norm.grade_level, norm.season
),
summed as (
  select platform, score_scale, subject, grade_level, school_year, season, count(*) as n,
         cast(sum(cast(score as decimal(12, 4))) as double) as total,
         cast(sum(cast(cast(score as double) * cast(score as double) as decimal(18, 4))) as double) as squares
  from season_score
  group by platform, score_scale, subject, grade_level, school_year, season
),
spread as (
  select platform, score_scale, subject, grade_level, school_year, season, total / n as mean,
         case when n > 1 and squares - total * total / n > 0.000001 then sqrt((squares - total * total / n) / (n - 1)) end as sd
  from summed
)
select season_score.student_key, season_score.school_key, season_score.platform, season_score.subject,
       season_score.grade_level, season_score.school_year, season_score.season, season_score.tested_on,
       season_score.proficiency_level,
       case when chosen.edition is not null then (season_score.score - norm.mean) / norm.sd
            else (season_score.score - spread.mean) / spread.sd end as standard_score,
       case when chosen.edition is not null then 'norm' else 'district' end as yardstick,
       case
         when chosen.edition is not null and norm.sd is null
           then concat('the norm ', chosen.edition, ' has no row for ', season_score.subject, ' in grade ',
                       coalesce(season_score.grade_level, 'unknown'), ', ', season_score.season)
         when chosen.edition is null and spread.sd is null
           then 'every student of this grade has the same score, or there is only one, so there is no spread to measure by'
       end as reason
from season_score
left join norms.chosen
  on chosen.score_scale = season_score.score_scale and chosen.subject = season_score.subject
left join norm
  on norm.score_scale = season_score.score_scale and norm.subject = season_score.subject
 and norm.grade_level = season_score.grade_level and norm.season = season_score.season
left join spread
  on spread.platform = season_score.platform and spread.score_scale = season_score.score_scale and spread.subject = season_score.subject
 and spread.grade_level = season_score.grade_level and spread.school_year = season_score.school_year
 and spread.season = season_score.season
