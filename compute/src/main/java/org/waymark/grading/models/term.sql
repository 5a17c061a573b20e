-- One row per year and term that has marks, in order: by the day of its last posting, then by name.
-- A mark counts for the term that it names, never for the day on which the file came.
select school_year, term, max(posted_on) as last_posted_on,
       row_number() over (partition by school_year order by coalesce(max(posted_on), cast('1900-01-01' as date)), term) as term_order
from grading.course_mark
group by school_year, term
