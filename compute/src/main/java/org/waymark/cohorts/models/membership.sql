-- One row per student and stretch of time in a cohort that is large enough to be shown.
select cohort.cohort_key, cohort.cohort_type, cohort.school_year, spell.subject, spell.student_key, spell.starts_on, spell.ends_on
from cohorts.spell
join cohorts.cohort on cohort.series = spell.series and cohort.school_year = spell.school_year
where cohort.reason is null
