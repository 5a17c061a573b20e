-- One row per code, subject and grade as the files of this school year write them, and the standard that is meant.
-- Leading names (CCSS, MATH, CONTENT, ELA-LITERACY, HS) and the signs between are ignored; a letter at the end is a part
-- of its standard. A code that is not in the shipped list stands for itself: it is kept and said to be unknown.
with seen as (
  select distinct standard_score.standard_code as written_code, standard_score.subject, standard_score.grade_level
  from assessment.standard_score
  join engine.run on run.school_year = standard_score.school_year
),
compacted as (
  select seen.*, regexp_replace(translate(upper(seen.written_code), ' .,-_/:;()|', ''),
           '^(COMMONCORE|CCSS|CCS|CC)?(MATH|ELA)?(LITERACY|CONTENT)?(HS)?', '') as compact
  from seen
),
parted as (
  select compacted.*, regexp_replace(compact, '[A-Z]$', '') as without_part from compacted
)
select parted.written_code, parted.subject, parted.grade_level,
       coalesce(direct.standard_code, part_of.standard_code, of_grade.standard_code, part_of_grade.standard_code,
         parted.written_code) as standard_code,
       case when direct.standard_code is null and (part_of.standard_code is not null
                  or of_grade.standard_code is null and part_of_grade.standard_code is not null)
            then lower(substr(parted.compact, length(parted.compact), 1)) end as part,
       coalesce(direct.standard_code, part_of.standard_code, of_grade.standard_code, part_of_grade.standard_code) is not null as is_shipped
from parted
left join gaps.standard_alias as direct on direct.alias = parted.compact and direct.grade_level is null
left join gaps.standard_alias as part_of on part_of.alias = parted.without_part and part_of.grade_level is null
left join gaps.standard_alias as of_grade on of_grade.alias = parted.compact and of_grade.grade_level = parted.grade_level
left join gaps.standard_alias as part_of_grade
  on part_of_grade.alias = parted.without_part and part_of_grade.grade_level = parted.grade_level
