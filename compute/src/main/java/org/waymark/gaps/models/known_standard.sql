-- One row per standard that is shipped or that this year's files name. An unknown code has the subject and grade that
-- its files give, the middle weight, and no prerequisite.
with unknown as (
  select standard_code, max(subject) as subject, min(grade_level) as grade_level from gaps.written_code
  where not is_shipped
  group by standard_code
),
known as (
  select standard_code, standard_order, subject, grade_level, last_grade_level, domain_code, domain, description, weight, weight_basis,
         true as is_shipped
  from gaps.standard
  union all
  select standard_code, 100000, subject, grade_level, grade_level, cast(null as varchar(20)), cast(null as varchar(100)),
         'Not in the shipped list', cast(0.7 as double), 'not stated', false
  from unknown
)
select known.standard_code, known.standard_order, known.subject,
       case when known.subject in ('reading', 'language') then 'english' else coalesce(known.subject, 'other') end as area,
       known.grade_level, known.last_grade_level, known.domain_code, known.domain, known.description, known.weight,
       known.weight_basis, known.is_shipped
from known
