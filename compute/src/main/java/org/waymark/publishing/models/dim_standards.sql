-- One row per norm or target. The shape is published; no run fills it yet.
select cast(null as bigint) as standard_id,
       cast(null as varchar(200)) as standard_name,
       cast(null as varchar(50)) as standard_type,
       cast(null as varchar(50)) as subject,
       cast(null as varchar(5)) as grade_level,
       cast(null as varchar(10)) as season,
       cast(null as varchar(50)) as metric_name,
       cast(null as decimal(8, 2)) as percentile_25,
       cast(null as decimal(8, 2)) as percentile_50,
       cast(null as decimal(8, 2)) as percentile_75,
       cast(null as decimal(8, 2)) as mean_score,
       cast(null as decimal(8, 2)) as std_deviation,
       cast(null as varchar(9)) as source_year,
       cast(null as date) as created_at
from engine.run
where 1 = 0
