-- One row per norm, state standard or target.
select stable_key(run.tenant_id, 'standard', concat(norm.edition, '|', norm.standard_type, '|', norm.score_scale, '|', norm.subject, '|',
         norm.grade_level, '|', coalesce(norm.season, ''))) as standard_id,
       cast(concat(norm.edition, ' - Grade ', norm.grade_level, ' ', norm.subject, coalesce(concat(' ', norm.season), '')) as varchar(200)) as standard_name,
       norm.standard_type,
       norm.subject,
       norm.grade_level,
       norm.season,
       case when norm.score_scale = 'rit' then 'rit_score' else norm.score_scale end as metric_name,
       cast(norm.p25 as decimal(8, 2)) as percentile_25,
       cast(norm.p50 as decimal(8, 2)) as percentile_50,
       cast(norm.p75 as decimal(8, 2)) as percentile_75,
       cast(norm.mean as decimal(8, 2)) as mean_score,
       cast(norm.sd as decimal(8, 2)) as std_deviation,
       norm.source_year,
       norm.edition,
       norm.score_scale,
       norm.weeks_of_instruction,
       norm.source,
       norm.is_demo,
       chosen.edition is not null and norm.standard_type = 'national_norm' as is_used,
       run.as_of_on as created_at
from norms.norm
cross join engine.run
left join norms.chosen
  on chosen.edition = norm.edition and chosen.score_scale = norm.score_scale and chosen.subject = norm.subject
