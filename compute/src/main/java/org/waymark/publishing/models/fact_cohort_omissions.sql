-- One row per figure that a reader may look for and that is not shown, with the reason in words.
select 'cohort' as what, cohort.cohort_key as cohort_id, cast(null as varchar(50)) as subject, cast(null as varchar(10)) as season,
       cohort.reason, cohort.cohort_type, cohort.school_key as school_id, school_year.label as school_year
from cohorts.cohort
join warehouse.school_year on school_year.school_year = cohort.school_year
where cohort.reason is not null
union all
select 'metric', metric.cohort_key, metric.subject, metric.season, metric.reason, cohort.cohort_type, cohort.school_key, school_year.label
from cohorts.metric
join cohorts.cohort on cohort.cohort_key = metric.cohort_key
join warehouse.school_year on school_year.school_year = metric.school_year
where metric.reason is not null
union all
select 'comparison', comparison.cohort_key, comparison.subject, comparison.season, comparison.reason, cohort.cohort_type,
       cohort.school_key, school_year.label
from cohorts.comparison
join cohorts.cohort on cohort.cohort_key = comparison.cohort_key
join warehouse.school_year on school_year.school_year = comparison.school_year
where comparison.reason is not null
union all
select 'teacher', cast(null as bigint), section.subject, cast(null as varchar(10)),
       concat('section ', coalesce(section.title, section.source_id), ' has no teacher on the roster, so it is in no teacher''s cohort'),
       'teacher', section.school_key, school_year.label
from warehouse.section
join warehouse.school_year on school_year.school_year = section.school_year
left join warehouse.section_staff on section_staff.section_key = section.section_key and section_staff.is_primary
where section_staff.section_key is null
