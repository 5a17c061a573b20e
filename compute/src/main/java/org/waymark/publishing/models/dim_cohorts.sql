-- One row per cohort and school year. A cohort of fewer than 10 students has a reason and no count.
select cohort.cohort_key as cohort_id,
       cast(concat(cohort.short_name, ' - ', school_year.label) as varchar(200)) as cohort_name,
       cohort.cohort_type,
       school_year.label as school_year,
       cohort.grade_level,
       cohort.school_key as school_id,
       cohort.filter_criteria,
       cast(cohort.student_count as int) as student_count,
       cohort.subject,
       cohort.reason,
       run.as_of_on as created_at
from cohorts.cohort
cross join engine.run
join warehouse.school_year on school_year.school_year = cohort.school_year
