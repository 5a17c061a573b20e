-- One row per student and day to learn from, and per student enrolled today: what the model looks at, as it was known on that day,
-- and after it the counts behind the words.
-- Missing stays missing: a share of no days, a mark not yet given, a test not taken are null. Marks are final ones, since those are what
-- the years before have kept.
with day_of as (
  select * from risk.as_of where is_learning or is_today
),
attended as (
  select day_of.as_of_on, student_month.student_key,
         sum(bit_count(student_month.submitted_days
           & case when month_of(add_days(day_of.as_of_on, -29)) = student_month.month_on then days_from(day(add_days(day_of.as_of_on, -29)))
                  when student_month.month_on > add_days(day_of.as_of_on, -29) then days_from(1) else 0 end
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as days_30,
         sum(bit_count(student_month.submitted_days
           & case when month_of(add_days(day_of.as_of_on, -89)) = student_month.month_on then days_from(day(add_days(day_of.as_of_on, -89)))
                  when student_month.month_on > add_days(day_of.as_of_on, -89) then days_from(1) else 0 end
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as days_90,
         sum(bit_count(student_month.submitted_days
           & case when month_of(day_of.period_starts_on) = student_month.month_on then days_from(day(day_of.period_starts_on))
                  when student_month.month_on > day_of.period_starts_on then days_from(1) else 0 end
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as days_period,
         sum(bit_count(student_month.submitted_days
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as days_all,
         sum(bit_count(student_month.submitted_days
           & case when month_of(add_days(day_of.as_of_on, -59)) = student_month.month_on then days_from(day(add_days(day_of.as_of_on, -59)))
                  when student_month.month_on > add_days(day_of.as_of_on, -59) then days_from(1) else 0 end
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as days_60,
         sum(bit_count(student_month.tardy_days
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as tardy_all,
         sum(bit_count(student_month.unexcused_days
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as unexcused_all,
         sum(bit_count(student_month.tardy_days
           & case when month_of(add_days(day_of.as_of_on, -89)) = student_month.month_on then days_from(day(add_days(day_of.as_of_on, -89)))
                  when student_month.month_on > add_days(day_of.as_of_on, -89) then days_from(1) else 0 end
           & case when month_of(day_of.as_of_on) = student_month.month_on then days_through(day(day_of.as_of_on)) else days_from(1) end)) as tardy_90
  from day_of
  join attendance.student_month
    on student_month.month_on <= day_of.as_of_on and student_month.month_on > add_days(day_of.as_of_on, -1150)
  group by day_of.as_of_on, student_month.student_key
),
missed as (
  select day_of.as_of_on, absence.student_key,
         cast(sum(case when absence.missed_on > add_days(day_of.as_of_on, -30) then absence.absent_days else 0 end) as double) as missed_30,
         cast(sum(case when absence.missed_on > add_days(day_of.as_of_on, -60) then absence.absent_days else 0 end) as double) as missed_60,
         cast(sum(case when absence.missed_on > add_days(day_of.as_of_on, -90) then absence.absent_days else 0 end) as double) as missed_90,
         cast(sum(case when absence.missed_on >= day_of.period_starts_on then absence.absent_days else 0 end) as double) as missed_period,
         cast(sum(absence.absent_days) as double) as missed_all
  from day_of
  join risk.absence on absence.missed_on <= day_of.as_of_on and absence.missed_on > add_days(day_of.as_of_on, -1150)
  group by day_of.as_of_on, absence.student_key
),
marked as (
  select day_of.as_of_on, mark_state.student_key, mark_state.school_year, mark_state.term, mark_state.term_known_on,
         mark_state.gpa, mark_state.percent, mark_state.lowest_percent, mark_state.courses, mark_state.d_or_f_courses, mark_state.failed_courses,
         row_number() over (partition by day_of.as_of_on, mark_state.student_key, mark_state.school_year, mark_state.term
           order by mark_state.state_on desc) as nth_state
  from day_of
  join risk.mark_state on mark_state.state_on <= day_of.as_of_on and mark_state.is_final
),
ranked as (
  select marked.*, row_number() over (partition by as_of_on, student_key order by school_year desc, term_known_on desc, term desc) as nth
  from marked
  where nth_state = 1
),
graded as (
  select as_of_on, student_key,
         max(case when nth = 1 then gpa end) as gpa, max(case when nth = 2 then gpa end) as gpa_before,
         max(case when nth = 1 then percent end) as percent, max(case when nth = 1 then lowest_percent end) as lowest_percent,
         max(case when nth = 1 then d_or_f_courses end) as d_or_f_courses,
         max(case when nth = 1 then courses end) as courses,
         max(case when nth = 1 then term end) as term,
         avg(gpa) as gpa_all, avg(percent) as percent_all,
         cast(sum(failed_courses) as double) / nullif(sum(courses), 0) as failed_share
  from ranked
  group by as_of_on, student_key
),
tested as (
  select day_of.as_of_on, test_state.student_key, avg(test_state.percentile) as percentile, min(test_state.percentile) as lowest_percentile,
         avg(test_state.growth_percentile) as growth_percentile
  from day_of
  join risk.test_state on test_state.tested_on <= day_of.as_of_on and test_state.until_on > day_of.as_of_on
  group by day_of.as_of_on, test_state.student_key
),
behaved as (
  select day_of.as_of_on, incident.student_key,
         sum(case when incident.occurred_on > add_days(day_of.as_of_on, -90) then 1 else 0 end) as incidents_90,
         count(*) as incidents_365,
         sum(case when incident.is_suspension then 1 else 0 end) as suspensions_365
  from day_of
  join warehouse.incident on incident.occurred_on <= day_of.as_of_on and incident.occurred_on > add_days(day_of.as_of_on, -365)
  group by day_of.as_of_on, incident.student_key
),
served as (
  select day_of.as_of_on, program_participation.student_key,
         max(case when program_participation.program = 'ell' then 1 else 0 end) as ell,
         max(case when program_participation.program = 'sped' then 1 else 0 end) as sped,
         max(case when program_participation.program = 'frl' and coalesce(lower(program_participation.detail), 'free') <> 'none' then 1 else 0 end) as frl
  from day_of
  join warehouse.program_participation
    on program_participation.starts_on <= day_of.as_of_on
   and (program_participation.ends_on is null or program_participation.ends_on >= day_of.as_of_on)
  group by day_of.as_of_on, program_participation.student_key
),
listed as (
  select min(case when program = 'ell' then starts_on end) as ell, min(case when program = 'sped' then starts_on end) as sped,
         min(case when program = 'frl' then starts_on end) as frl
  from warehouse.program_participation
),
first_incident as (
  select min(occurred_on) as occurred_on from sources.incident
),
entered as (
  select student_key, min(starts_on) as starts_on from warehouse.enrollment group by student_key
)
select enrolled.student_key, enrolled.as_of_on, enrolled.school_key, enrolled.grade_level,
       case when attended.days_30 > 0 then coalesce(missed.missed_30, 0) / attended.days_30 end as absence_30,
       case when attended.days_90 > 0 then coalesce(missed.missed_90, 0) / attended.days_90 end as absence_90,
       case when attended.days_period > 0 then coalesce(missed.missed_period, 0) / attended.days_period end as absence_period,
       case when attended.days_30 > 0 and attended.days_60 > attended.days_30
            then coalesce(missed.missed_30, 0) / attended.days_30
              - (coalesce(missed.missed_60, 0) - coalesce(missed.missed_30, 0)) / (attended.days_60 - attended.days_30) end as absence_change,
       case when attended.days_all > attended.days_period then (coalesce(missed.missed_all, 0) - coalesce(missed.missed_period, 0)) / (attended.days_all - attended.days_period) end as absence_before,
       case when attended.days_all > 0 then coalesce(missed.missed_all, 0) / attended.days_all end as absence_history,
       case when attended.days_90 > 0 then cast(attended.tardy_90 as double) / attended.days_90 end as tardy_90,
       case when attended.days_all > 0 then cast(attended.tardy_all as double) / attended.days_all end as tardy_history,
       case when attended.days_all > 0 then cast(attended.unexcused_all as double) / attended.days_all end as unexcused_history,
       graded.gpa, graded.gpa_before, graded.gpa - graded.gpa_before as gpa_change, graded.gpa_all as gpa_history,
       graded.percent, graded.lowest_percent, graded.percent_all as percent_history, cast(graded.d_or_f_courses as double) as d_or_f_courses, graded.failed_share,
       cast(graded.courses as double) as course_load,
       cast(tested.percentile as double) as percentile, cast(tested.lowest_percentile as double) as lowest_percentile,
       cast(tested.growth_percentile as double) as growth_percentile,
       case when first_incident.occurred_on <= enrolled.as_of_on then cast(coalesce(behaved.incidents_90, 0) as double) end as incidents_90,
       case when first_incident.occurred_on <= enrolled.as_of_on then cast(coalesce(behaved.incidents_365, 0) as double) end as incidents_365,
       case when first_incident.occurred_on <= enrolled.as_of_on then cast(coalesce(behaved.suspensions_365, 0) as double) end as suspensions_365,
       cast(grade_level.grade_order + case when day_of.is_last_of_year then 1 else 0 end as double) as next_grade,
       cast(days_between(entered.starts_on, enrolled.as_of_on) as double) as days_enrolled,
       cast(day_of.days_into_period as double) as days_into_period,
       case when day_of.is_last_of_year then cast(1 as double) when not day_of.is_last_of_year then cast(0 as double) end as begins_year,
       case when listed.ell <= enrolled.as_of_on then cast(coalesce(served.ell, 0) as double) end as is_ell,
       case when listed.sped <= enrolled.as_of_on then cast(coalesce(served.sped, 0) as double) end as is_sped,
       case when listed.frl <= enrolled.as_of_on then cast(coalesce(served.frl, 0) as double) end as is_frl,
       cast(attended.days_30 as int) as days_30, case when attended.days_30 > 0 then coalesce(missed.missed_30, 0) end as missed_30,
       cast(attended.days_60 - attended.days_30 as int) as days_30_before,
       case when attended.days_60 > attended.days_30 then coalesce(missed.missed_60, 0) - coalesce(missed.missed_30, 0) end as missed_30_before,
       cast(attended.days_period as int) as days_period, case when attended.days_period > 0 then coalesce(missed.missed_period, 0) end as missed_period,
       cast(attended.days_all as int) as days_history, case when attended.days_all > 0 then coalesce(missed.missed_all, 0) end as missed_history,
       graded.term
from day_of
join risk.enrolled on enrolled.as_of_on = day_of.as_of_on
cross join first_incident
cross join listed
left join served on served.student_key = enrolled.student_key and served.as_of_on = enrolled.as_of_on
left join entered on entered.student_key = enrolled.student_key
left join warehouse.grade_level on grade_level.grade_level = enrolled.grade_level
left join attended on attended.student_key = enrolled.student_key and attended.as_of_on = enrolled.as_of_on
left join missed on missed.student_key = enrolled.student_key and missed.as_of_on = enrolled.as_of_on
left join graded on graded.student_key = enrolled.student_key and graded.as_of_on = enrolled.as_of_on
left join tested on tested.student_key = enrolled.student_key and tested.as_of_on = enrolled.as_of_on
left join behaved on behaved.student_key = enrolled.student_key and behaved.as_of_on = enrolled.as_of_on
