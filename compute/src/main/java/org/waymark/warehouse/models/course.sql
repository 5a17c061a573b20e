-- One row per course of the catalog.
select stable_key(run.tenant_id, 'course', course.source_id) as course_key,
       course.source_id, course.course_code, course.title, course.subject
from sources.course
cross join engine.run
