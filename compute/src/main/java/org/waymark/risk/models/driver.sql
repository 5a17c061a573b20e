-- One row per school, or the whole district (no school), and topic: what moves the chances there. Ten students or more;
-- a count of fewer than ten on either side is not told.
with told as (
  select score.school_key, reason.feature, reason.contribution
  from risk.reason
  join risk.score on score.student_key = reason.student_key
),
summed as (
  select cast(null as bigint) as school_key, feature, count(*) as students, avg(contribution) as mean_contribution,
         avg(abs(contribution)) as mean_size, sum(case when contribution > 0 then 1 else 0 end) as raised
  from told
  group by feature
  union all
  select school_key, feature, count(*), avg(contribution), avg(abs(contribution)), sum(case when contribution > 0 then 1 else 0 end)
  from told
  where school_key is not null
  group by school_key, feature
),
titled (feature, title) as (
  values ('attendance_now', 'attendance now'), ('attendance_before', 'attendance over the years'), ('lateness', 'lateness and unexcused absence'),
         ('marks_now', 'the newest marks'), ('marks_before', 'marks over the years'), ('tests', 'tests'), ('behavior', 'behavior'),
         ('place', 'grade and time in the district'), ('services', 'services')
)
select summed.school_key, summed.feature, summed.students, summed.mean_contribution, summed.mean_size,
       case when summed.raised >= 10 and summed.students - summed.raised >= 10 then cast(summed.raised as bigint) end as raised,
       concat(case when summed.raised < 10 then concat('Raises the chance of fewer than 10 of ', summed.students, ' students: ')
                   when summed.students - summed.raised < 10 then concat('Raises the chance of nearly all of ', summed.students, ' students: ')
                   else concat('Raises the chance of ', cast(summed.raised as bigint), ' of ', summed.students, ' students: ') end, titled.title) as reason
from summed
join titled on titled.feature = summed.feature
where summed.students >= 10
