-- One row per school year.
select school_year, label as school_year_label, starts_on, ends_on, is_current from warehouse.school_year
