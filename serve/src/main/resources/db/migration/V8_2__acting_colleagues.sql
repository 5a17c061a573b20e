-- Colleagues who act for students, to choose one for several teams at once. Whether the person sees a student is
-- asked for each student.
create function access.acting_colleagues(most integer) returns table (person_id text, display_name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := access.staff_tenant();
begin
  return query
    select p.person_id, p.display_name from ledger.person p
    where p.tenant_id = tenant and p.is_active and p.role in ('district', 'school', 'counselor', 'teacher')
    order by p.person_id <> access.person_id(), p.display_name, p.person_id limit most;
end
$$;
revoke all on function access.acting_colleagues(integer) from public;
grant execute on function access.acting_colleagues(integer) to waymark_web, waymark_narrow;
