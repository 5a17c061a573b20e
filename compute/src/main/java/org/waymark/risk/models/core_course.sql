-- One row per course code: English, mathematics, science or social studies, or none of them. By the SCED code where there is one
-- (01 to 04), else by the subject of the catalog, else by the title. Computer and home sciences and languages are no core courses.
with listed as (
  select course_code, max(subject_codes) as subject_codes, max(nullif(trim(subject), '')) as subject, max(title) as title
  from sources.course
  where course_code is not null
  group by course_code
),
marked as (
  select course_code, max(course_title) as title
  from grading.course_mark
  group by course_code
),
named as (
  select coalesce(marked.course_code, listed.course_code) as course_code, listed.subject_codes,
         lower(coalesce(listed.subject, listed.title, marked.title, '')) as words
  from marked
  full outer join listed on listed.course_code = marked.course_code
)
select course_code,
       case
         when subject_codes like '01___%' then 'english'
         when subject_codes like '02___%' then 'mathematics'
         when subject_codes like '03___%' then 'science'
         when subject_codes like '04___%' then 'social_studies'
         when words like '%computer%' or words like '%home econ%' or words like '%consumer%' or words like '%foreign%' or words like '%world lang%' then null
         when words like '%english%' or words like '%language art%' or words like '%literature%' or words like '%reading%' or words = 'ela' then 'english'
         when words like '%math%' or words like '%algebra%' or words like '%geometry%' or words like '%calculus%' or words like '%statistics%' then 'mathematics'
         when words like '%social%' or words like '%history%' or words like '%civics%' or words like '%government%' or words like '%geography%'
           or words like '%economics%' or words like '%political%' then 'social_studies'
         when words like '%science%' or words like '%biology%' or words like '%chemistry%' or words like '%physics%' then 'science'
       end as core_subject
from named
