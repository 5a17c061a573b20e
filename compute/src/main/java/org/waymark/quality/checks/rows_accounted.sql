select path as subject,
       concat('rows in ', rows_in, ', loaded ', loaded, ', duplicate ', duplicate, ', superseded ', superseded, ', set aside ', quarantined) as detail
from quality.file_result
where rows_in <> loaded + duplicate + superseded + quarantined
