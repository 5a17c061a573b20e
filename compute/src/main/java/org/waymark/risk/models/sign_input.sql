-- One row per student and day of risk.as_of: the numbers that the four indicators look at, as they were known on that day.
-- Null is unknown. Attendance counts the school year of that day, all schools together, and only days with submitted attendance.
with day_of as (
  select distinct as_of_on, school_year from risk.as_of
),
submitted as (
  select day_of.as_of_on, student_month.student_key,
         cast(sum(bit_count(case when student_month.month_on = month_of(day_of.as_of_on)
                            then student_month.submitted_days & days_through(day(day_of.as_of_on)) else student_month.submitted_days end)) as int) as enrolled_days
  from day_of
  join attendance.student_month
    on student_month.school_year = day_of.school_year and student_month.month_on <= day_of.as_of_on
  group by day_of.as_of_on, student_month.student_key
),
missed as (
  select day_of.as_of_on, absence.student_key, cast(sum(absence.absent_days) as decimal(9, 3)) as absent_days
  from day_of
  join risk.absence
    on absence.missed_on <= day_of.as_of_on
   and absence.missed_on >= cast(concat(cast(day_of.school_year - 1 as varchar(4)), '-07-01') as date)
  group by day_of.as_of_on, absence.student_key
),
newest_mark as (
  select day_of.as_of_on, mark_state.*,
         row_number() over (partition by day_of.as_of_on, mark_state.student_key
           order by mark_state.term_known_on desc, mark_state.term desc, mark_state.state_on desc) as nth
  from day_of
  join risk.mark_state on mark_state.school_year = day_of.school_year and mark_state.state_on <= day_of.as_of_on
),
tested as (
  select day_of.as_of_on, test_state.student_key,
         min(test_state.percentile) as lowest_percentile,
         min(case when test_state.is_falling and test_state.falling_until_on > day_of.as_of_on then test_state.growth_percentile end) as lowest_falling_growth
  from day_of
  join risk.test_state on test_state.tested_on <= day_of.as_of_on and test_state.until_on > day_of.as_of_on
  group by day_of.as_of_on, test_state.student_key
),
behaved as (
  select day_of.as_of_on, incident.student_key, cast(count(*) as int) as incidents,
         cast(sum(case when incident.is_suspension then 1 else 0 end) as int) as suspensions
  from day_of
  join warehouse.incident on incident.occurred_on <= day_of.as_of_on and incident.occurred_on > add_days(day_of.as_of_on, -400)
  left join risk.incident_window on incident_window.school_key = incident.school_key and incident_window.as_of_on = day_of.as_of_on
  where incident.occurred_on >= coalesce(incident_window.starts_on, add_days(day_of.as_of_on, -63))
  group by day_of.as_of_on, incident.student_key
),
first_incident as (
  select min(occurred_on) as occurred_on from sources.incident
)
select enrolled.student_key, enrolled.as_of_on, enrolled.school_key, enrolled.grade_level,
       coalesce(submitted.enrolled_days, 0) as enrolled_days,
       case when submitted.enrolled_days > 0 then coalesce(missed.absent_days, 0) end as absent_days,
       newest_mark.term, newest_mark.courses, newest_mark.graded_courses, newest_mark.d_or_f_courses, newest_mark.failed_courses, newest_mark.gpa,
       tested.lowest_percentile, tested.lowest_falling_growth,
       case when first_incident.occurred_on <= enrolled.as_of_on then coalesce(behaved.incidents, 0) end as incidents,
       case when first_incident.occurred_on <= enrolled.as_of_on then coalesce(behaved.suspensions, 0) end as suspensions
from risk.enrolled
cross join first_incident
left join submitted on submitted.student_key = enrolled.student_key and submitted.as_of_on = enrolled.as_of_on
left join missed on missed.student_key = enrolled.student_key and missed.as_of_on = enrolled.as_of_on
left join newest_mark on newest_mark.student_key = enrolled.student_key and newest_mark.as_of_on = enrolled.as_of_on and newest_mark.nth = 1
left join tested on tested.student_key = enrolled.student_key and tested.as_of_on = enrolled.as_of_on
left join behaved on behaved.student_key = enrolled.student_key and behaved.as_of_on = enrolled.as_of_on
