select 'district' as subject, concat(round(100.0 * count(*) filter (where tier <> 'low' and tier <> 'unknown') / count(*), 1), ' percent of ', count(*), ' students') as detail
from risk.indicator
having count(*) >= 100 and count(*) filter (where tier <> 'low' and tier <> 'unknown') > 0.4 * count(*)
