select path as subject, coalesce(note, 'refused') as detail from quality.file_result where status = 'refused'
