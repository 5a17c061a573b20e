-- One row per student and finished grading period: what really happened. Failing is a final mark of the period that does not pass;
-- chronic is a tenth or more of the period's days missed, of at least as many days as chronic absence needs.
-- Trouble is either. Unknown, and so in no lesson and no proof: too few days, or gone before the period's end without marks.
with submitted as (
  select grading_period.period_number, student_month.student_key,
         cast(sum(bit_count(student_month.submitted_days
           & case when month_of(grading_period.starts_on) = student_month.month_on then days_from(day(grading_period.starts_on)) else days_from(1) end
           & case when month_of(grading_period.ends_on) = student_month.month_on then days_through(day(grading_period.ends_on)) else days_from(1) end)) as int) as enrolled_days
  from risk.grading_period
  join attendance.student_month
    on student_month.month_on >= month_of(grading_period.starts_on) and student_month.month_on <= grading_period.ends_on
  where grading_period.is_finished
  group by grading_period.period_number, student_month.student_key
),
missed as (
  select grading_period.period_number, absence.student_key, sum(absence.absent_days) as absent_days
  from risk.grading_period
  join risk.absence on absence.missed_on >= grading_period.starts_on and absence.missed_on <= grading_period.ends_on
  where grading_period.is_finished
  group by grading_period.period_number, absence.student_key
),
marked as (
  select grading_period.period_number, course_mark.student_key, bool_or(not course_mark.is_passing) as is_failing
  from grading.course_mark
  join risk.final_term on final_term.school_year = course_mark.school_year and final_term.term = upper(course_mark.term)
  join risk.grading_period on grading_period.school_year = final_term.school_year and grading_period.ends_on = final_term.ends_on
  where course_mark.is_final and course_mark.is_passing is not null and grading_period.is_finished
  group by grading_period.period_number, course_mark.student_key
),
stayed as (
  select distinct grading_period.period_number, enrollment.student_key
  from risk.grading_period
  join warehouse.enrollment
    on enrollment.starts_on <= grading_period.ends_on and (enrollment.ends_on is null or enrollment.ends_on >= grading_period.ends_on)
  where grading_period.is_finished
)
select submitted.student_key, submitted.period_number, submitted.enrolled_days,
       cast(coalesce(missed.absent_days, 0) as decimal(9, 3)) as absent_days,
       marked.is_failing,
       coalesce(missed.absent_days, 0) * 10 >= submitted.enrolled_days as is_chronic,
       coalesce(marked.is_failing, false) or coalesce(missed.absent_days, 0) * 10 >= submitted.enrolled_days as is_in_trouble
from submitted
cross join engine.run
left join missed on missed.student_key = submitted.student_key and missed.period_number = submitted.period_number
left join marked on marked.student_key = submitted.student_key and marked.period_number = submitted.period_number
left join stayed on stayed.student_key = submitted.student_key and stayed.period_number = submitted.period_number
where submitted.enrolled_days >= run.minimum_enrolled_days
  and (marked.student_key is not null or stayed.student_key is not null)
