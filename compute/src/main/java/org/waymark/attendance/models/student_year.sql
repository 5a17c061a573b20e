-- One row per student and year, all schools together: a transfer does not reset the count.
-- Chronic absence: absent × 10 ≥ enrolled, compared in whole numbers before any rounding. Leavers count.
with summed as (
  select student_key, school_year, sum(enrolled_days) as enrolled_days, sum(absent_days) as absent_days,
         sum(tardy_days) as tardy_days, sum(unknown_days) as unknown_days
  from attendance.student_school_year
  group by student_key, school_year
)
select summed.student_key, summed.school_year,
       cast(summed.enrolled_days as int) as enrolled_days,
       cast(summed.absent_days as decimal(9, 3)) as absent_days,
       cast(summed.tardy_days as int) as tardy_days,
       cast(summed.unknown_days as int) as unknown_days,
       case when summed.enrolled_days > 0 then 1 - cast(summed.absent_days as double) / summed.enrolled_days end as attendance_rate,
       case when summed.enrolled_days >= run.minimum_enrolled_days
            then summed.absent_days * 10 >= summed.enrolled_days end as is_chronic,
       case
         when summed.enrolled_days < run.minimum_enrolled_days then null
         when summed.absent_days * 5 > summed.enrolled_days then 'severe'
         when summed.absent_days * 10 >= summed.enrolled_days then 'chronic'
         when summed.absent_days * 20 > summed.enrolled_days then 'at_risk'
         else 'satisfactory'
       end as band,
       case
         when summed.enrolled_days = 0 and summed.unknown_days = 0 then 'no attendance was submitted'
         when summed.enrolled_days = 0 then concat('attendance for all ', cast(summed.unknown_days as int), ' enrolled days is missing')
         when summed.enrolled_days < run.minimum_enrolled_days
           then concat('enrolled on only ', cast(summed.enrolled_days as int), ' days with attendance; ', run.minimum_enrolled_days, ' are needed')
       end as reason
from summed
cross join engine.run
