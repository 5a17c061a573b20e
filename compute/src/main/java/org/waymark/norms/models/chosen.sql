-- One row per scale and subject: the one national edition that this run measures with, in every year of a trend.
-- The edition that the settings name, else the newest. A grade that it lacks has no norm; no other edition stands in.
with edition as (
  select score_scale, subject, edition, max(source_year) as source_year, max(source) as source, bool_or(is_demo) as is_demo
  from norms.norm
  where standard_type = 'national_norm'
  group by score_scale, subject, edition
),
ranked as (
  select edition.*,
         row_number() over (
           partition by edition.score_scale, edition.subject
           order by case when edition.edition = run.norm_edition then 0 else 1 end, edition.source_year desc, edition.edition) as nth
  from edition
  cross join engine.run
)
select score_scale, subject, edition, source_year, source, is_demo
from ranked
where nth = 1
