select 'roster' as subject, 'no student was loaded' as detail
where not exists (select 1 from warehouse.student)
