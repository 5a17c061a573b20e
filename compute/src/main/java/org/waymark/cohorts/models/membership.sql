-- One row per student and stretch of time in a cohort that is large enough to be shown. Stays that overlap, which a check
-- reports, are cut where the later one begins to count: nobody is in a cohort twice on one day.
with ordered as (
  select series, school_year, subject, student_key, starts_on, ends_on,
         lead(starts_on) over (partition by series, school_year, subject, student_key order by starts_on, ends_on) as next_starts_on
  from cohorts.spell
)
select cohort.cohort_key, cohort.cohort_type, cohort.school_year, ordered.subject, ordered.student_key, ordered.starts_on,
       case when ordered.next_starts_on is not null and (ordered.ends_on is null or ordered.ends_on >= ordered.next_starts_on)
            then add_days(ordered.next_starts_on, -1) else ordered.ends_on end as ends_on
from ordered
join cohorts.cohort on cohort.series = ordered.series and cohort.school_year = ordered.school_year
where cohort.reason is null
