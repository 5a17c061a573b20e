select source as subject, concat(id_kind, ' ', id_value, ' in ', row_count, ' rows of ', entity, case when nearest is not null then concat('; nearest ', nearest) else '' end) as detail
from quality.unmatched
