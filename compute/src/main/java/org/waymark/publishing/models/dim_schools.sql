-- One row per school, under the names that dashboards already use.
select school.school_key as school_id, school.source_id, cast(null as varchar(50)) as clever_id, school.school_name, school.nces_id,
       school.school_type, school.district_name, cast(null as varchar(2)) as state_code,
       run.as_of_on as created_at, run.as_of_on as updated_at
from warehouse.school
cross join engine.run
