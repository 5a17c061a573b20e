select path as subject, concat('line ', line, ' ', column_name, ': ', reason) as detail
from quality.quarantine
where kind not in ('unmatched_student', 'file_refused')
  and exists (select 1 from quality.file_result where file_result.file_key = quarantine.file_key and file_result.status = 'loaded')
