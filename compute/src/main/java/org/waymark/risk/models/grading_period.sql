-- One row per grading period: the stretch of a school year that ends with the last day of a term that gives final marks.
-- Terms that end on one day (Q2 and S1) are one period. The first period of a year begins with the year.
with ended as (
  select school_year, ends_on, min(starts_on) as starts_on, min(term) as first_term, max(term) as last_term, bool_or(has_marks) as has_marks
  from risk.final_term
  group by school_year, ends_on
),
placed as (
  select ended.*,
         lag(ended.ends_on) over (partition by ended.school_year order by ended.ends_on) as previous_ends_on,
         lead(ended.ends_on) over (partition by ended.school_year order by ended.ends_on) as next_ends_on,
         case when ended.first_term = ended.last_term then ended.first_term else concat(ended.first_term, ' and ', ended.last_term) end as terms
  from ended
)
select cast(row_number() over (order by placed.ends_on, placed.school_year) as int) as period_number,
       placed.school_year, placed.terms,
       concat(placed.terms, ' ', cast(placed.school_year - 1 as varchar(4)), '-', cast(placed.school_year as varchar(4))) as name,
       coalesce(add_days(placed.previous_ends_on, 1), placed.starts_on, school_year.starts_on) as starts_on,
       placed.ends_on,
       placed.has_marks and placed.ends_on <= run.as_of_on as is_finished,
       placed.next_ends_on is null as is_last_of_year
from placed
cross join engine.run
left join warehouse.school_year on school_year.school_year = placed.school_year
