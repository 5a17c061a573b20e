select staff_id as subject, concat('FTE ', sum(cast(fte as decimal(8, 3))), ' in ', school_year, ' over ', count(*), ' assignments') as detail
from sources.staff_assignment
group by staff_id, school_year
having sum(cast(fte as decimal(8, 3))) > 1
