-- One row per term that gives final marks, with the day on which it ends: that of the session of the same name, else the day on which
-- most of its final marks were posted. Sessions named like such a term are listed before any mark is in: what comes next must be
-- known beforehand.
with marked as (
  select school_year, upper(term) as term, posted_on, count(*) as marks
  from grading.course_mark
  where is_final
  group by school_year, upper(term), posted_on
),
posted as (
  select school_year, term, posted_on,
         row_number() over (partition by school_year, term order by case when posted_on is null then 1 else 0 end, marks desc, posted_on) as nth
  from marked
),
named as (
  select academic_session.school_year, upper(academic_session.title) as term,
         min(academic_session.starts_on) as starts_on, max(academic_session.ends_on) as ends_on
  from sources.academic_session
  where academic_session.type <> 'schoolYear' and academic_session.school_year is not null
    and exists (select 1 from marked where marked.term = upper(academic_session.title))
  group by academic_session.school_year, upper(academic_session.title)
)
select coalesce(posted.school_year, named.school_year) as school_year, coalesce(posted.term, named.term) as term,
       named.starts_on, coalesce(named.ends_on, posted.posted_on) as ends_on, posted.term is not null as has_marks
from (select * from posted where nth = 1) as posted
full outer join named on named.school_year = posted.school_year and named.term = posted.term
where coalesce(named.ends_on, posted.posted_on) is not null
