-- One row per test and subject with scores in the run's school year: the season whose growth is counted, from that
-- season of one year to the same season of the next. The latest season that at least half as many students took
-- as the fullest one of the year, and that was tested last year too; a window that has only begun doesn't count yet.
with taken as (
  select result.platform, result.score_scale, result.subject, result.season,
         count(case when result.school_year = run.school_year then 1 end) as score_count,
         count(case when result.school_year = run.school_year - 1 then 1 end) as last_year_count,
         case result.season when 'fall' then 1 when 'winter' then 2 when 'spring' then 3 else 0 end as season_order
  from assessment.result
  cross join engine.run
  where result.is_season_score and result.score is not null
    and result.school_year >= run.school_year - 1
  group by result.platform, result.score_scale, result.subject, result.season
),
fullest as (
  select taken.*, max(score_count) over (partition by platform, score_scale, subject) as most
  from taken
),
ranked as (
  select fullest.*,
         row_number() over (
           partition by platform, score_scale, subject
           order by case when last_year_count > 0 then 0 else 1 end, season_order desc, season) as nth
  from fullest
  where score_count > 0 and score_count * 2 >= most
)
select cast(row_number() over (order by ranked.platform, ranked.score_scale, ranked.subject) as int) as series,
       ranked.platform, ranked.score_scale, ranked.subject, ranked.season, run.school_year
from ranked
cross join engine.run
where ranked.nth = 1
