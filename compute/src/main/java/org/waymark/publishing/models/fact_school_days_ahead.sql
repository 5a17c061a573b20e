-- One row per school and each of its next ten school days.
select school_key as school_id, day_number, day_on, basis from gaps.school_day
