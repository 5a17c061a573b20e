-- One row per standard for each section, grade at a school, school and for the district: how many of the students of
-- today were assessed this year, how many are below mastery, and whether that is a class-wide gap.
-- Fewer than 5 assessed: no share, and the reason. More than the tolerated share below, in whole numbers: a gap.
with of_section as (
  select section_area.section_key, section_area.school_key, mastery.standard_code,
         count(*) as assessed, sum(case when mastery.is_mastered then 0 else 1 end) as below
  from gaps.section_area
  join warehouse.section_student on section_student.section_key = section_area.section_key and section_student.is_current
  join warehouse.student on student.student_key = section_student.student_key and student.is_enrolled
  join gaps.mastery on mastery.student_key = section_student.student_key and mastery.area = section_area.area
  group by section_area.section_key, section_area.school_key, mastery.standard_code
),
of_grade as (
  select student.current_school_key as school_key, student.grade_level, mastery.standard_code,
         count(*) as assessed, sum(case when mastery.is_mastered then 0 else 1 end) as below
  from gaps.mastery
  join warehouse.student on student.student_key = mastery.student_key
  where student.is_enrolled and student.current_school_key is not null
  group by student.current_school_key, student.grade_level, mastery.standard_code
),
counted as (
  select 'section' as scope, school_key, cast(null as varchar(10)) as grade_level, section_key, standard_code, assessed, below
  from of_section
  union all
  select 'grade', school_key, grade_level, cast(null as bigint), standard_code, assessed, below
  from of_grade
  where grade_level is not null
  union all
  select 'school', school_key, cast(null as varchar(10)), cast(null as bigint), standard_code, sum(assessed), sum(below)
  from of_grade
  group by school_key, standard_code
  union all
  select 'district', cast(null as bigint), cast(null as varchar(10)), cast(null as bigint), standard_code, sum(assessed), sum(below)
  from of_grade
  group by standard_code
)
select counted.scope, counted.school_key, counted.grade_level, counted.section_key, known_standard.area, counted.standard_code,
       cast(counted.assessed as int) as assessed,
       cast(counted.below as int) as below,
       case when counted.assessed >= 5 then cast(counted.below as double) / counted.assessed end as share_below,
       case when counted.assessed >= 5 then counted.below > run.class_gap_share * counted.assessed end as is_class_gap,
       case when counted.assessed < 5 then concat('too few to say (', cast(cast(counted.assessed as int) as varchar(4)), ')') end as reason,
       known_standard.weight
from counted
cross join engine.run
join gaps.known_standard on known_standard.standard_code = counted.standard_code
