-- One row per student and group that the student belongs to today; everyone is in 'all'.
select student_key, 'all' as subgroup from warehouse.student
union all
select student_key, 'ell' from warehouse.student where is_ell
union all
select student_key, 'sped' from warehouse.student where is_sped
union all
select student_key, 'section_504' from warehouse.student where is_504
union all
select student_key, 'frl' from warehouse.student where frl_status in ('free', 'reduced')
union all
select student_key, concat('race:', race_ethnicity) from warehouse.student where race_ethnicity is not null
