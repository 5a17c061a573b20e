-- One row per finding that a cohort's figures give, in words, with the numbers behind it.
select cohort_finding.finding_key as insight_id,
       cohort_finding.cohort_key as cohort_id,
       cohort_finding.insight_type,
       cohort_finding.severity,
       cast(cohort_finding.title as varchar(300)) as title,
       cohort_finding.body,
       concat('{"value": ', cast(cohort_finding.value as varchar(40)),
         case when cohort_finding.low is null then ''
              else concat(', "low": ', cast(cohort_finding.low as varchar(40)), ', "high": ', cast(cohort_finding.high as varchar(40))) end,
         ', "kind": "', cohort_finding.kind, '", "subject": "', cohort_finding.subject, '"}') as data_context,
       'rules' as generated_by,
       school_year.label as school_year,
       cohort_finding.season,
       cohort_finding.school_year = run.school_year as is_active,
       cohort_finding.school_key as school_id,
       run.as_of_on as created_at
from insights.cohort_finding
cross join engine.run
join warehouse.school_year on school_year.school_year = cohort_finding.school_year
