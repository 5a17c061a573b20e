-- One row per student, school and year: one character per calendar day from July 1 on.
-- P present, A absent excused, U absent unexcused, S suspended out of school, I suspended in school, T tardy,
-- ? a school day without submitted attendance, . no school or not enrolled.
with month_codes as (
  select coalesce(student_month.student_key, enrolled_month.student_key) as student_key,
         coalesce(student_month.school_key, enrolled_month.school_key) as school_key,
         coalesce(student_month.school_year, enrolled_month.school_year) as school_year,
         month(coalesce(student_month.month_on, enrolled_month.month_on)) as month_number,
         substr(translate(reverse(lpad(cast(
             day_digits(student_month.submitted_days - student_month.excused_days - student_month.unexcused_days
                        - student_month.suspended_out_days - student_month.suspended_in_days - student_month.tardy_days, 1)
             + day_digits(student_month.excused_days, 2) + day_digits(student_month.unexcused_days, 3)
             + day_digits(student_month.suspended_out_days, 4) + day_digits(student_month.suspended_in_days, 5)
             + day_digits(student_month.tardy_days, 6)
             + day_digits(enrolled_month.enrolled_days - (enrolled_month.enrolled_days & coalesce(student_month.submitted_days, 0)), 7)
             as varchar(40)), 31, '0')), '01234567', '.PAUSIT?'), 1,
           day(last_day(coalesce(student_month.month_on, enrolled_month.month_on)))) as codes
  from attendance.student_month
  full outer join attendance.enrolled_month
    on enrolled_month.student_key = student_month.student_key and enrolled_month.school_key = student_month.school_key
   and enrolled_month.month_on = student_month.month_on
)
select student_key as student_id, school_key as school_id, school_year,
       cast(concat(cast(school_year - 1 as varchar(4)), '-07-01') as date) as first_on,
       concat(
         coalesce(max(case when month_number = 7 then codes end), repeat('.', 31)), coalesce(max(case when month_number = 8 then codes end), repeat('.', 31)),
         coalesce(max(case when month_number = 9 then codes end), repeat('.', 30)), coalesce(max(case when month_number = 10 then codes end), repeat('.', 31)),
         coalesce(max(case when month_number = 11 then codes end), repeat('.', 30)), coalesce(max(case when month_number = 12 then codes end), repeat('.', 31)),
         coalesce(max(case when month_number = 1 then codes end), repeat('.', 31)),
         coalesce(max(case when month_number = 2 then codes end), repeat('.', day(last_day(cast(concat(cast(school_year as varchar(4)), '-02-01') as date))))),
         coalesce(max(case when month_number = 3 then codes end), repeat('.', 31)), coalesce(max(case when month_number = 4 then codes end), repeat('.', 30)),
         coalesce(max(case when month_number = 5 then codes end), repeat('.', 31)), coalesce(max(case when month_number = 6 then codes end), repeat('.', 30))
       ) as codes
from month_codes
group by student_key, school_key, school_year
